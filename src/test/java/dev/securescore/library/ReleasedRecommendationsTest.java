package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Project;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Release;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A released recommendation keeps what it judges, so that an upgrade moves no score by itself. */
class ReleasedRecommendationsTest {

  private static final Path FOLDER = Project.root().resolve("config/releases");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>secure-score</artifactId>\\s*<version>([^<]+)</version>");

  private static final Release OLD = new Release(0, 1, 0);
  private static final Release NEXT = new Release(0, 2, 0);

  private static final String RELEASED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: labelled, labels: {securescore.dev/since: "0.1.0"}}
      spec:
        title: Pods should say whose they are
        severity: Low
        points: 5
        target: PodSpec
        validations:
        - expression: "'owner' in podMetadata.?labels.orValue({})"
          message: it does not
        remediation: {summary: Add the label.}
      """;

  @Test
  void releasedRecommendationsJudgeAsTheyDidWhenTheyCame() throws IOException {
    assertThat(ReleaseLists.read(FOLDER, next()).broken(library())).isEmpty();
  }

  @Test
  void everyRecommendationIsInTheListOfTheReleaseItCameWith() throws IOException {
    ReleaseLists lists = ReleaseLists.read(FOLDER, next());
    assertThat(library())
        .allSatisfy(each ->
            assertThat(ReleaseLists.since(each))
                .as(
                    "the label %s of %s, the release it came with, %s for a new one",
                    Release.SINCE, each.getMetadata().getName(), lists.next())
                .hasValueSatisfying(
                    release -> assertThat(release).isLessThanOrEqualTo(lists.next())));
    if (Boolean.getBoolean("secure-score.update")) {
      lists.with(library()).write(FOLDER);
      return;
    }
    assertThat(lists.missing(library()))
        .extracting(each -> each.getMetadata().getName())
        .as(
            "in no list yet; add it: mvn test -Dtest=ReleasedRecommendationsTest -Dsecure-score.update=true")
        .isEmpty();
  }

  @Test
  void anotherExpressionWeightOrMatchIsNamedWithWhatToDo() {
    ReleaseLists lists = lists(NEXT);

    for (String changed :
        List.of(
            RELEASED.replace("'owner'", "'team'"),
            RELEASED.replace("points: 5", "points: 6"),
            RELEASED.replace("severity: Low", "severity: Medium"),
            RELEASED.replace("severity: Low", "severity: Low\n  lifecycle: {stage: Disabled}"),
            RELEASED.replace("target: PodSpec", "target: Container"),
            RELEASED.replace(
                "severity: Low",
                "severity: Low\n  matchConditions: [{name: linux, expression: \"true\"}]"))) {
      assertThat(lists.broken(List.of(of(changed))))
          .as(changed)
          .singleElement()
          .asString()
          .startsWith("labelled judges otherwise than it did in release 0.1.0")
          .contains("new name", "securescore.dev/since: \"0.2.0\"", "stage Deprecated");
    }
  }

  @Test
  void whatIsGoneOrClaimsAnotherReleaseIsNamedToo() {
    ReleaseLists lists = lists(NEXT);

    assertThat(lists.broken(List.of()))
        .singleElement()
        .asString()
        .startsWith("labelled came with release 0.1.0 and is gone");
    assertThat(lists.broken(List.of(of(RELEASED.replace("0.1.0", "0.2.0")))))
        .singleElement()
        .asString()
        .contains("must stay \"0.1.0\"");
  }

  @Test
  void textsFixesAndDeprecationMayChange() {
    assertThat(
            lists(NEXT)
                .broken(
                    List.of(
                        of(
                            RELEASED
                                .replace("Pods should", "Every pod should")
                                .replace("it does not", "no owner")
                                .replace("Add the label.", "Add `owner`.")
                                .replace(
                                    "severity: Low",
                                    "severity: Low\n  lifecycle: {stage: Deprecated}\n  effort: Low")))))
        .isEmpty();
  }

  @Test
  void beforeTheReleaseIsOutItsLineMayBeWrittenAnew() {
    assertThat(lists(OLD).broken(List.of(of(RELEASED.replace("'owner'", "'team'")))))
        .singleElement()
        .asString()
        .contains("delete its line in config/releases/0.1.0.txt");
  }

  @Test
  void updatingAddsAndNeverAlters(@TempDir Path folder) throws IOException {
    SecurityRecommendation changed = of(RELEASED.replace("'owner'", "'team'"));
    SecurityRecommendation added =
        of(RELEASED.replace("name: labelled", "name: labelled-team").replace("0.1.0", "0.2.0"));

    lists(NEXT).with(List.of(changed, added)).write(folder);

    ReleaseLists read = ReleaseLists.read(folder, NEXT);
    assertThat(read.byRelease())
        .isEqualTo(
            Map.of(
                OLD, Map.of("labelled", Judging.digest(of(RELEASED))),
                NEXT, Map.of("labelled-team", Judging.digest(added))));
    assertThat(read.broken(List.of(changed, added))).hasSize(1);
  }

  private static ReleaseLists lists(Release next) {
    return new ReleaseLists(Map.of(), next).with(List.of(of(RELEASED)));
  }

  private static SecurityRecommendation of(String yaml) {
    return Serialization.unmarshal(yaml, SecurityRecommendation.class);
  }

  private static List<SecurityRecommendation> library() {
    return Library.files().stream().map(Library::read).toList();
  }

  /** The release that is being made, as the pom says. */
  private static Release next() throws IOException {
    Matcher version = VERSION.matcher(Files.readString(Project.root().resolve("pom.xml")));
    return (version.find() ? Release.of(version.group(1)) : Optional.<Release>empty())
        .orElseThrow(() -> new AssertionError("no version in the pom.xml"));
  }
}
