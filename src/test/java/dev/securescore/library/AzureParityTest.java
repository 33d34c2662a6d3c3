package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.Project;
import dev.securescore.api.Reference;
import dev.securescore.api.Severity;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.PolicyDocument;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cli.CommandRun;
import dev.securescore.cli.CommandRun.Outcome;
import dev.securescore.evaluation.Verdict;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.ReaderLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy for those who read our score beside Microsoft's has Microsoft's numbers. */
class AzureParityTest {

  private static final Path FILE = Project.root().resolve("config/policies/azure-parity.yaml");

  /** Points are whole numbers, so the file counts in eighths of Microsoft's. */
  private static final int SCALE = 8;

  /** Microsoft's controls with a recommendation for the data plane, and their maxima. */
  private static final Map<String, Integer> MAXIMA =
      new TreeMap<>(
          Map.of(
              "manage-access-and-permissions", 4,
              "remediate-vulnerabilities", 6,
              "remediate-security-configurations", 4,
              "restrict-unauthorized-network-access", 4,
              "encrypt-data-in-transit", 4,
              "protect-applications-against-ddos-attacks", 2,
              "implement-security-best-practices", 0));

  private static Catalog catalog = Catalog.empty();

  @BeforeAll
  static void compile() {
    PolicyDocument document =
        PolicyDocument.of(
            FILE.toString(),
            new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream())
                .read(List.of(FILE.toString())));
    assertThat(document.problems()).isEmpty();
    catalog = Library.catalog(document.spec());
  }

  @Test
  void theSixteenJudgeAndNothingElse() {
    assertThat(catalog.inactive())
        .as("add what is new in the library to %s", FILE)
        .allMatch(each -> each.reason().equals("Disabled"));
    assertThat(catalog.judged().stream().map(AzureParityTest::microsofts).map(Reference::id))
        .containsOnlyElementsOf(microsofts())
        .containsAll(microsofts());
    assertThat(catalog.judged()).hasSize(17).allMatch(Recommendation::scored);
  }

  @Test
  void severitiesAreMicrosofts() {
    assertThat(catalog.judged())
        .allSatisfy(each -> assertThat(each.spec().severity()).isEqualTo(severity(each)));
  }

  @Test
  void pointsOfEachControlSumToItsMaximum() {
    Map<String, Integer> points = new TreeMap<>();
    for (Recommendation each : catalog.judged()) {
      points.merge(String.valueOf(each.spec().control()), each.points(), Integer::sum);
    }
    points.replaceAll((control, sum) -> sum / SCALE);
    assertThat(points).isEqualTo(MAXIMA);
    assertThat(catalog.judged().stream().mapToInt(Recommendation::points).sum())
        .isEqualTo(SCALE * MAXIMA.values().stream().mapToInt(Integer::intValue).sum());
  }

  @ParameterizedTest
  @CsvSource({"32,64Gi,HEALTHY", "33,64Gi,UNHEALTHY", "500m,65Gi,UNHEALTHY", "2,0.1Ti,UNHEALTHY"})
  void limitsAreAtMostMicrosofts(String cpu, String memory, Verdict verdict) throws IOException {
    JsonMap pod =
        Manifests.parse(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: cart, namespace: shop}
                spec:
                  containers:
                  - name: server
                    image: server:1
                    resources: {limits: {cpu: %s, memory: %s}}
                """
                    .formatted(cpu, memory))
            .getFirst();

    assertThat(
            Library.judge(catalog, catalog.find("cpu-memory-limits").orElseThrow(), pod).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void aScanOfRealManifestsHasTheMaximumOfEachControl() {
    Path corpus = Path.of(System.getProperty("secure-score.corpus", "corpus"));
    assumeTrue(Files.exists(corpus), "no corpus");
    Outcome outcome =
        new CommandRun()
            .of(
                "scan",
                "-o",
                "json",
                "--policy",
                FILE.toString(),
                corpus.resolve("microservices-demo").toString(),
                corpus.resolve("kube-prometheus").toString(),
                Library.FOLDER.resolve("fixtures/ingress-tls/pass-host.yaml").toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Map<String, Integer> maxima = new TreeMap<>();
    Set<String> severities = new TreeSet<>();
    for (JsonNode line : outcome.json().path("recommendations")) {
      maxima.merge(
          line.path("control").asText(), line.path("maxMilliPoints").asInt(), Integer::sum);
      severities.add(line.path("severity").asText());
    }
    maxima.replaceAll((control, sum) -> sum / 1000 / SCALE);
    assertThat(maxima).isEqualTo(MAXIMA);
    assertThat(severities).containsExactly("High", "Low", "Medium");
  }

  /** What the library names of Microsoft's; {@code LibraryTextsTest} counts them. */
  private static Set<String> microsofts() {
    Set<String> ids = new TreeSet<>();
    for (Path file : Library.files()) {
      for (Reference reference : Library.read(file).getSpec().references()) {
        if (reference.standard().equals("AzureSecureScore")) {
          ids.add(reference.id());
        }
      }
    }
    return ids;
  }

  private static Reference microsofts(Recommendation recommendation) {
    return recommendation.spec().references().stream()
        .filter(reference -> reference.standard().equals("AzureSecureScore"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(recommendation.name() + " is not Microsoft's"));
  }

  private static Severity severity(Recommendation recommendation) {
    Severity severity = microsofts(recommendation).severity();
    assertThat(severity).as(recommendation.name()).isNotNull();
    return severity == null ? Severity.LOW : severity;
  }
}
