package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.KubeApi;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.enforcement.PolicyTranslator;
import dev.securescore.enforcement.Translation;
import dev.securescore.evaluation.Judgement;
import dev.securescore.evaluation.Verdict;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.ExemptionDocuments;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.ReaderLimits;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy with an exemption refuses exactly the findings that the exemption does not cover. */
class ExemptionParityIT {

  /** Each way to say what is exempt; the resources are those of the corpus. */
  private static final List<String> SPECS =
      List.of(
          "resourceRefs: [{group: apps, kind: Deployment, name: frontend}]",
          "resourceSelector: {matchLabels: {app: cartservice}}",
          "resourceSelector: {matchExpressions: [{key: app, operator: In, values: [frontend, adservice]}]}",
          "resourceSelector: {matchExpressions: [{key: app, operator: NotIn, values: [frontend]}]}",
          "resourceSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}",
          "resourceSelector: {}\n  namespaces: [monitoring]",
          "resourceSelector: {}\n  namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [monitoring]}]}",
          "resourceSelector: {}\n  containerNames: [server, main]",
          "resourceSelector: {matchExpressions: [{key: app, operator: Exists}]}\n  images: ['quay.io/*', 'us-central1-docker.pkg.dev/*']",
          "resourceSelector: {}\n  containerNames: [kube-rbac-proxy-main]\n  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}");

  @TempDir private Path folder;

  private final Map<String, Exemption> exemptions = new LinkedHashMap<>();
  private final ParityBench bench = new ParityBench(KubeApi.shared(), this::verdict);

  @AfterAll
  static void release() {
    ParityBench.release();
  }

  @Test
  void policiesSpareExactlyWhatIsExempt() throws Exception {
    Catalog catalog = Library.catalogWithParameters();
    Map<String, ValidatingAdmissionPolicy> policies = new LinkedHashMap<>();
    List<Pair> pairs = new ArrayList<>();
    for (String base : List.of("readonly-root-filesystem", "user-namespace")) {
      Recommendation original = catalog.find(base).orElseThrow();
      for (int index = 0; index < SPECS.size(); index++) {
        Recommendation copy = called(base + "-" + index, original);
        Exemption exemption = exemption(copy.name(), SPECS.get(index));
        exemptions.put(copy.name(), exemption);
        policies.put(copy.name(), translated(copy, exemption));
        ParityBench.corpus(copy, "kube-prometheus", "kubernetes-goat", "microservices-demo")
            .stream()
            .filter(pair -> copy.rule().kinds().matches(KindName.of(pair.object())))
            .map(bench::prepared)
            .forEach(pairs::add);
      }
    }
    assertThat(bench.enforce(policies)).isEmpty();

    List<Outcome> outcomes = bench.tried(pairs);

    long spared = outcomes.stream().filter(each -> each.verdict() == Verdict.HEALTHY).count();
    System.out.printf(
        "exemptions: %d pairs agree, %d healthy or spared%n", outcomes.size(), spared);
    assertThat(outcomes).filteredOn(Outcome::differs).isEmpty();
    assertThat(outcomes).noneMatch(Outcome::refusedByServer);
    assertThat(spared).isGreaterThan(50);
  }

  private static Recommendation called(String name, Recommendation original) {
    return new Recommendation(
        name,
        original.labels(),
        original.written(),
        original.spec(),
        original.severity(),
        original.points(),
        original.stage(),
        original.rule());
  }

  private Exemption exemption(String recommendation, String spec) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve(recommendation + ".yaml"),
            """
            apiVersion: securescore.dev/v1alpha1
            kind: ClusterSecurityExemption
            metadata: {name: %1$s}
            spec:
              recommendationRefs: [{name: %1$s}]
              decision: Waived
              reason: It is a test.
              approval: {by: sec@example}
              %2$s
            """
                .formatted(recommendation, spec));
    ExemptionDocuments documents =
        ExemptionDocuments.of(
            new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream())
                .read(List.of(file.toString())));
    assertThat(documents.problems()).isEmpty();
    return Exemptions.of(
            documents.declarations(), SecureScorePolicySpec.DEFAULT.exemptions(), Instant.EPOCH)
        .holding()
        .getFirst();
  }

  private static ValidatingAdmissionPolicy translated(
      Recommendation recommendation, Exemption exemption) {
    return Translation.policies(
            List.of(
                new PolicyTranslator(CelLanguage.kubernetes(), WorkloadKinds.builtIn())
                    .translate(recommendation, List.of(exemption))))
        .getFirst();
  }

  /**
   * A finding that the exemption covers, of every container where it is about containers, is none.
   */
  private Verdict verdict(Pair pair, Judgement judgement) {
    Exemption exemption = Objects.requireNonNull(exemptions.get(pair.recommendation().name()));
    JsonMap metadata = pair.object().object("metadata");
    String namespace = metadata.string("namespace");
    boolean ofContainers =
        pair.recommendation().name().startsWith("readonly") || exemption.isOfContainers();
    boolean covered =
        judgement.verdict() == Verdict.UNHEALTHY
            && exemption.holdsIn(namespace, Map.of("kubernetes.io/metadata.name", namespace))
            && exemption.isAbout(ResourceId.of(pair.object()), metadata.object("labels").strings())
            && (!ofContainers
                || judgement.evidence().stream()
                    .allMatch(each -> covers(exemption, pair.object(), each.container())));
    return covered ? Verdict.HEALTHY : judgement.verdict();
  }

  private static boolean covers(Exemption exemption, JsonMap object, String container) {
    return PodTemplate.of(object, WorkloadKinds.builtIn())
        .orElseThrow()
        .containers()
        .objects()
        .filter(each -> each.string("name").equals(container))
        .anyMatch(each -> exemption.isAboutContainer(container, each.string("image")));
  }
}
