package dev.securescore.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.securescore.KubeApi;
import dev.securescore.Project;
import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.ReaderLimits;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The real API server's answers to a dry run are what defaulting must give. */
class DefaultsIT {

  private static final Set<String> KINDS =
      Set.of("Service", "Ingress", "NetworkPolicy", "Namespace");

  /**
   * What is not compared: what the server takes from the cluster (admission, addresses, names of
   * the new object), and the sums of requests that it writes at the level of a Pod.
   */
  private static final Map<String, Set<String>> NOT_COMPARED =
      Map.of(
          "Pod",
              Set.of(
                  "spec.tolerations",
                  "spec.priority",
                  "spec.preemptionPolicy",
                  "spec.resources.requests"),
          "DaemonSet", Set.of("annotations"),
          "Job", Set.of("spec.selector", "spec.template.metadata", "labels"),
          "Namespace", Set.of("spec"),
          "Service",
              Set.of(
                  "spec.clusterIP",
                  "spec.clusterIPs",
                  "spec.ipFamilies",
                  "spec.ipFamilyPolicy",
                  "spec.healthCheckNodePort",
                  "spec.ports.nodePort"));

  private final List<String> differences = new ArrayList<>();

  @Test
  void objectsAreCompletedAsTheServerCompletesThem() {
    // One of its own, as others create the namespaces of the corpus.
    try (KubeApi api = KubeApi.own()) {
      compareAll(api);
    }
  }

  private void compareAll(KubeApi api) {
    String namespace = api.newNamespace("defaults");
    List<String> refused = new ArrayList<>();
    int compared = 0;
    for (Manifest manifest : manifests()) {
      JsonMap object = in(namespace, manifest.object());
      JsonMap stored;
      try {
        stored = dryRun(api, namespace, object);
      } catch (KubernetesClientException invalid) {
        refused.add(manifest.source() + " " + invalid.getStatus().getMessage());
        continue;
      }
      compare(manifest, Defaults.apply(object), stored);
      compared++;
    }
    System.out.println("objects compared with the server's defaults: " + compared);
    assertThat(differences).isEmpty();
    assertThat(refused).isEmpty();
    assertThat(compared).isGreaterThan(40);
  }

  private static List<Manifest> manifests() {
    Path fixtures = Project.root().resolve("src/test/resources/DefaultsIT");
    Path corpus = Path.of(System.getProperty("secure-score.corpus", "missing"));
    List<String> folders = new ArrayList<>(List.of(fixtures.toString()));
    if (Files.isDirectory(corpus)) {
      for (String folder :
          List.of("kube-prometheus", "kubernetes-goat", "microservices-demo", "pod-security")) {
        folders.add(corpus.resolve(folder).toString());
      }
    }
    Manifests read =
        new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream()).read(folders);
    assertThat(read.problems()).isEmpty();
    return read.manifests().stream().filter(DefaultsIT::isCompared).toList();
  }

  private static boolean isCompared(Manifest manifest) {
    KindName kind = KindName.of(manifest.object());
    return WorkloadKinds.builtIn().contains(kind) || KINDS.contains(kind.kind());
  }

  private static JsonMap in(String namespace, JsonMap object) {
    if (object.string("kind").equals("Namespace")) {
      return object;
    }
    JsonMap metadata = object.object("metadata");
    String validName = metadata.string("name").replace('_', '-');
    return object.with("metadata", metadata.with("namespace", namespace).with("name", validName));
  }

  private static JsonMap dryRun(KubeApi api, String namespace, JsonMap object) {
    String version = object.string("apiVersion");
    String scope = object.string("kind").equals("Namespace") ? "" : "/namespaces/" + namespace;
    String path =
        (version.contains("/") ? "/apis/" : "/api/")
            + version
            + scope
            + "/"
            + KindName.of(object).plural();
    String answer = api.client().raw(path + "?dryRun=All", "POST", Serialization.asJson(object));
    return Json.object(
        Serialization.unmarshal(answer, new TypeReference<Map<String, Object>>() {}));
  }

  private void compare(Manifest manifest, JsonMap ours, JsonMap stored) {
    String kind = ours.string("kind");
    Set<String> passed = NOT_COMPARED.getOrDefault(kind, Set.of());
    String where = manifest.source() + " " + kind + " " + ours.object("metadata").string("name");
    compare(where, passed, "spec", ours.get("spec"), stored.get("spec"));
    compare(where, passed, "labels", metadata(ours, "labels"), metadata(stored, "labels"));
    compare(
        where,
        passed,
        "annotations",
        metadata(ours, "annotations"),
        metadata(stored, "annotations"));
  }

  private static @Nullable Object metadata(JsonMap object, String field) {
    return object.object("metadata").get(field);
  }

  private void compare(
      String where,
      Set<String> passed,
      String path,
      @Nullable Object ours,
      @Nullable Object theirs) {
    if (passed.contains(path) || (theirs == null && isZero(ours))) {
      return;
    }
    if (ours instanceof JsonMap left && theirs instanceof JsonMap right) {
      left.keySet()
          .forEach(key -> compare(where, passed, path + "." + key, left.get(key), right.get(key)));
      right.keySet().stream()
          .filter(key -> !left.containsKey(key))
          .forEach(key -> compare(where, passed, path + "." + key, null, right.get(key)));
    } else if (ours instanceof JsonList left
        && theirs instanceof JsonList right
        && left.size() == right.size()) {
      for (int index = 0; index < left.size(); index++) {
        compare(where, passed, path, left.get(index), right.get(index));
      }
    } else if (ours == null || !ours.equals(theirs)) {
      differences.add(where + " " + path + ": " + ours + ", but the server says " + theirs);
    }
  }

  /** Go leaves such values out of what it writes, and reads a missing one the same. */
  private static boolean isZero(@Nullable Object value) {
    return value == null
        || value.equals(false)
        || value.equals("")
        || value.equals(0L)
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof List<?> list && list.isEmpty());
  }
}
