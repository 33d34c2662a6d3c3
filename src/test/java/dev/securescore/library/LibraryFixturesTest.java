package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Judgement;
import dev.securescore.evaluation.Judgement.Evidence;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.KindName;
import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every manifest under {@code fixtures} has the verdict that its name says. */
class LibraryFixturesTest {

  private static final Path FIXTURES = Library.FOLDER.resolve("fixtures");

  private static Catalog catalog = Catalog.empty();

  @BeforeAll
  static void compile() {
    catalog = Library.catalogWithParameters();
  }

  @Test
  void everyRecommendationCompilesAndJudges() {
    assertThat(catalog.inactive()).isEmpty();
    assertThat(catalog.judged()).hasSameSizeAs(Library.files());
  }

  @Test
  void withoutParametersTheRecommendationsThatNeedThemAreInactive() {
    assertThat(Library.catalog().inactive())
        .filteredOn(inactive -> inactive.reason().equals("ParameterMissing"))
        .extracting(Catalog.Inactive::name)
        .containsExactlyInAnyOrderElementsOf(Library.PARAMETERS.keySet());
  }

  @Test
  void whatNotEveryClusterHasOrWantsReadCountsOnRequestOnly() {
    assertThat(Library.catalog().inactive())
        .filteredOn(inactive -> !inactive.reason().equals("ParameterMissing"))
        .extracting(Catalog.Inactive::name)
        .containsExactlyInAnyOrderElementsOf(Library.ON_REQUEST);
  }

  @Test
  void everyFolderIsOfARecommendation() throws IOException {
    try (Stream<Path> folders = Files.list(FIXTURES)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              catalog.judged().stream().map(Recommendation::name).toList());
    }
  }

  @TestFactory
  Stream<DynamicContainer> fixturesHaveTheVerdictTheyName() {
    return catalog.judged().stream()
        .map(recommendation -> {
          List<Path> files =
              Manifests.files(FIXTURES.resolve(recommendation.name())).stream()
                  .filter(file -> !file.endsWith("policy.yaml"))
                  .toList();
          Stream<DynamicTest> verdicts =
              files.stream()
                  .map(file ->
                      DynamicTest.dynamicTest(
                          file.getFileName().toString(), () -> verify(recommendation, file)));
          DynamicTest enough =
              DynamicTest.dynamicTest(
                  "three that pass and three that fail",
                  () -> {
                    assertThat(files)
                        .filteredOn(file -> isNamed(file, "pass-"))
                        .hasSizeGreaterThan(2);
                    assertThat(files)
                        .filteredOn(file -> isNamed(file, "fail-"))
                        .hasSizeGreaterThan(2);
                  });
          return DynamicContainer.dynamicContainer(
              recommendation.name(), Stream.concat(verdicts, Stream.of(enough)));
        });
  }

  private static boolean isNamed(Path file, String prefix) {
    return file.getFileName().toString().startsWith(prefix);
  }

  /** The first document is judged; others are there because the verdict needs them. */
  private static void verify(Recommendation recommendation, Path file) {
    List<JsonMap> documents = Manifests.read(file);
    JsonMap object = documents.getFirst();
    if (recommendation.rule().related().isEmpty()) {
      assertThat(documents).hasSize(1);
    }
    assertThat(recommendation.rule().kinds().matches(KindName.of(object))).isTrue();
    Judgement judgement = Library.judge(catalog, recommendation, documents);
    Verdict expected =
        isNamed(file, "pass-")
            ? Verdict.HEALTHY
            : isNamed(file, "fail-") ? Verdict.UNHEALTHY : Verdict.NOT_APPLICABLE;
    assertThat(judgement.verdict()).as("%s", judgement.evidence()).isEqualTo(expected);
    if (expected == Verdict.UNHEALTHY) {
      assertThat(judgement.evidence())
          .extracting(Evidence::message)
          .allSatisfy(message -> assertThat(message).isNotBlank().doesNotContain("expression"));
    }
  }
}
