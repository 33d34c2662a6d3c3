package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.KubeApi;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.ReaderLimits;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library's patches make of real manifests is what the real API server accepts. */
class FixIT {

  private static final List<String> FURTHER = List.of("Service", "Ingress", "NetworkPolicy");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes-goat", "microservices-demo"})
  void fixedManifestsAreAcceptedAndScoreHigher(String name) {
    FixedCorpus fixed = FixedCorpus.of(name, folder);
    KubeApi api = KubeApi.shared();
    String namespace = api.newNamespace("fix");

    List<JsonMap> objects =
        new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream())
            .read(List.of(folder.toString())).manifests().stream()
                .map(manifest -> manifest.object())
                .filter(FixIT::isTried)
                .toList();

    assertThat(fixed.after()).isGreaterThan(fixed.before());
    assertThat(objects).hasSizeGreaterThan(10);
    assertThat(objects).allSatisfy(object -> assertAccepted(api, in(namespace, object)));
    System.out.printf(
        "%s: %d objects accepted, score %.1f -> %.1f%n",
        name, objects.size(), fixed.before(), fixed.after());
  }

  private static boolean isTried(JsonMap object) {
    KindName kind = KindName.of(object);
    return WorkloadKinds.builtIn().contains(kind) || FURTHER.contains(kind.kind());
  }

  private static JsonMap in(String namespace, JsonMap object) {
    JsonMap metadata = object.object("metadata");
    return object.with("metadata", metadata.with("namespace", namespace));
  }

  private static void assertAccepted(KubeApi api, JsonMap object) {
    String version = object.string("apiVersion");
    String path =
        (version.contains("/") ? "/apis/" : "/api/")
            + version
            + "/namespaces/"
            + object.object("metadata").string("namespace")
            + "/"
            + KindName.of(object).plural()
            + "?dryRun=All&fieldValidation=Strict";
    try {
      api.client().raw(path, "POST", Serialization.asJson(object));
    } catch (KubernetesClientException refused) {
      throw new AssertionError(
          object.string("kind") + " " + object.object("metadata").string("name"), refused);
    }
  }
}
