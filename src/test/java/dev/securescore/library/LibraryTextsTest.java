package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.securescore.api.Reference;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads of the library is complete and says what it should. */
class LibraryTextsTest {

  private static final Set<String> CONTROLS =
      Set.of(
          "prevent-host-takeover",
          "run-with-least-privilege",
          "restrict-api-access-of-workloads",
          "restrict-unauthorized-network-access",
          "use-trusted-images",
          "remediate-security-configurations",
          "protect-secrets",
          "encrypt-data-in-transit",
          "protect-against-resource-exhaustion",
          "keep-containers-immutable",
          "enforce-policy-at-admission",
          "implement-security-best-practices");

  /** The checks of the Pod Security Standards 1.37. */
  private static final Set<String> POD_SECURITY_CHECKS =
      Set.of(
          "baseline/appArmorProfile",
          "baseline/capabilities_baseline",
          "baseline/hostNamespaces",
          "baseline/hostPathVolumes",
          "baseline/hostPorts",
          "baseline/hostProbesAndHostLifecycle",
          "baseline/privileged",
          "baseline/procMount",
          "baseline/seLinuxOptions",
          "baseline/seccompProfile_baseline",
          "baseline/sysctls",
          "baseline/windowsHostProcess",
          "restricted/allowPrivilegeEscalation",
          "restricted/capabilities_restricted",
          "restricted/procMount_restricted",
          "restricted/restrictedVolumes",
          "restricted/runAsNonRoot",
          "restricted/runAsUser",
          "restricted/seccompProfile_restricted");

  static List<Path> files() {
    return Library.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingTypedIsUnknown(Path file) throws IOException {
    JsonNode typed = new YAMLMapper().readTree(file.toFile());
    JsonNode understood = new ObjectMapper().valueToTree(Library.read(file));
    assertContained(typed, understood, file.getFileName().toString());
  }

  private static void assertContained(JsonNode typed, JsonNode understood, String where) {
    if (typed.isObject()) {
      typed
          .properties()
          .forEach(field ->
              assertContained(
                  field.getValue(), understood.path(field.getKey()), where + "." + field.getKey()));
    } else if (typed.isArray()) {
      assertThat(understood.size()).as(where).isEqualTo(typed.size());
      for (int index = 0; index < typed.size(); index++) {
        assertContained(typed.get(index), understood.path(index), where + "[" + index + "]");
      }
    } else {
      assertThat(understood).as(where).isEqualTo(typed);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyTextIsThere(Path file) {
    SecurityRecommendation recommendation = Library.read(file);
    SecurityRecommendationSpec spec = recommendation.getSpec();
    assertThat(recommendation.getMetadata().getName() + ".yaml")
        .isEqualTo(file.getFileName().toString());
    assertThat(spec.title()).isNotBlank();
    assertThat(spec.threat()).isNotBlank();
    assertThat(spec.points()).isBetween(0, 50);
    assertThat(spec.control()).isIn(CONTROLS);
    assertThat(spec.remediation().summary()).isNotBlank().hasSizeLessThan(80).endsWith(".");
    assertThat(spec.remediation().steps()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(spec.remediation().links()).isNotEmpty();
    assertThat(spec.references()).isNotEmpty();
    assertThat(spec.validations()).extracting(Validation::message).doesNotContainNull();
  }

  @ParameterizedTest
  @MethodSource("files")
  void labelsRepeatControlAndLevel(Path file) {
    SecurityRecommendation recommendation = Library.read(file);
    Map<String, String> labels = recommendation.getMetadata().getLabels();
    String level =
        references(recommendation, "PSS").map(id -> id.split("/", 2)[0]).findFirst().orElse("none");
    assertThat(labels).containsEntry("securescore.dev/control", recommendation.getSpec().control());
    assertThat(labels.getOrDefault("standard.securescore.dev/pss", "none")).isEqualTo(level);
  }

  @ParameterizedTest
  @MethodSource("files")
  void atMostOnePodSecurityCheckIsNamed(Path file) {
    SecurityRecommendation recommendation = Library.read(file);
    assertThat(references(recommendation, "PSS")).hasSizeLessThanOrEqualTo(1);
    assertThat(recommendation.getSpec().references())
        .filteredOn(reference -> reference.standard().equals("PSS"))
        .extracting(Reference::version)
        .allMatch("1.37"::equals);
  }

  @Test
  void everyPodSecurityCheckIsNamed() {
    assertThat(ids("PSS")).isEqualTo(new TreeSet<>(POD_SECURITY_CHECKS));
  }

  @Test
  void everyRecommendationOfAzureIsNamed() {
    assertThat(ids("AzureSecureScore")).hasSize(16);
  }

  private static Set<String> ids(String standard) {
    return Library.files().stream()
        .map(Library::read)
        .flatMap(recommendation -> references(recommendation, standard))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> references(SecurityRecommendation recommendation, String standard) {
    return recommendation.getSpec().references().stream()
        .filter(reference -> reference.standard().equals(standard))
        .map(Reference::id);
  }
}
