package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With a baseline only what is new is shown, and only that fails a gate. */
class ScanBaselineTest extends ScanOfShop {

  private static final String PRIVILEGED_POD =
      """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: late, namespace: shop}
      spec:
        containers:
        - {name: server, image: "late:1", securityContext: {privileged: true}}
      """;

  private String baseline() throws IOException {
    return write("baseline.json", scan("-o", "json", manifests).out());
  }

  @Test
  void knownFindingsAreNeitherShownNorCounted() throws IOException {
    Outcome outcome = scan("--baseline", baseline(), "--fail-on", "Low", manifests);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("against the baseline: 0 new, 2 known and not shown, 0 fixed")
        .doesNotContain("container server is privileged");
  }

  @Test
  void movedLinesAreNotNewAndNewOnesFailTheGate() throws IOException {
    String baseline = baseline();
    write("shop.yaml", "# moved\n\n" + TWO + PRIVILEGED_POD);

    Outcome outcome =
        scan("--baseline", baseline, "--fail-on", "Critical", "-o", "json", manifests);

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.json().at("/findings")).hasSize(1);
    assertThat(outcome.json().at("/findings/0/resource/name").asText()).isEqualTo("late");
    assertThat(outcome.json().path("baseline"))
        .hasToString("{\"known\":2,\"added\":1,\"fixed\":0}");
  }

  @Test
  void fixedFindingsAreCounted() throws IOException {
    String baseline = baseline();
    write("shop.yaml", TWO.replace("privileged: true", "privileged: false"));

    assertThat(scan("--baseline", baseline, manifests).out())
        .contains("0 new, 1 known and not shown, 1 fixed");
  }

  @Test
  void movedFileIsNotNewButASecondOneOfTheSameNameIs() throws IOException {
    String baseline = baseline();
    String moved = write("elsewhere/shop.yaml", TWO);

    JsonNode both = scan("-o", "json", "--baseline", baseline, manifests, moved).json();
    Files.delete(Path.of(manifests));
    JsonNode one = scan("-o", "json", "--baseline", baseline, moved).json();

    assertThat(both.at("/baseline/added").asInt()).isEqualTo(2);
    assertThat(one.at("/baseline/added").asInt()).isZero();
  }

  @Test
  void aRecommendationThatDoesNotJudgeNowFixedNothing() throws IOException {
    String baseline = baseline();
    write("rules/rules.yaml", RULES.substring(0, RULES.indexOf("---")));

    assertThat(scan("--baseline", baseline, manifests).out())
        .contains("1 known")
        .contains("0 fixed");
  }

  @Test
  void whatIsNoBaselineIsRefused() throws IOException {
    String narrowed =
        write("new.json", scan("-o", "json", "--baseline", baseline(), manifests).out());

    assertThat(scan("--baseline", narrowed, manifests).err())
        .contains("new.json holds only what was new against another one");
    assertThat(scan("--baseline", manifests, manifests).err())
        .contains("shop.yaml is no JSON object")
        .contains("scan -o json");
    assertThat(scan("--baseline", write("empty.json", "{}"), manifests).err())
        .contains("has no list of findings");
    assertThat(scan("--baseline", folder + "/none", manifests).err()).contains("cannot be read");
  }
}
