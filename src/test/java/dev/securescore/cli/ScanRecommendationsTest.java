package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.cli.CommandRun.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which recommendations judge: built-in ones, given ones, those of a standard. */
class ScanRecommendationsTest extends ScanOfOneDeployment {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "severity: High|severity: Hihg|6|spec.severity: 'Hihg' is not allowed, use one of Critical, High, Low, Medium, did you mean 'High'?",
        "points: 30|points: 60|7|spec.points: 60 must be less than or equal to 50",
        "points: 30|pionts: 30|7|spec.pionts: unknown field, did you mean 'points'?",
        "points: 30|points: many|7|spec.points: must be a whole number, but is text",
        "title: Nothing should be privileged|threat: x|4|spec.title: required, but missing",
      })
  void malformedRecommendationIsNamedByLineAndField(
      String good, String bad, int line, String message) {
    String text = OURS.replaceFirst("  " + good, "  " + bad);
    Outcome outcome =
        new CommandRun()
            .of(
                "scan",
                file("cart.yaml", CART),
                "--no-builtin",
                "--recommendations",
                file("bad.yaml", text),
                "-o",
                "json");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("bad.yaml:" + line + ": SecurityRecommendation 'no-privileged': " + message);
    assertThat(outcome.json().at("/recommendations")).hasSize(1);
  }

  @Test
  void recommendationThatDoesNotCompileIsInactiveAndNamed() {
    String text = OURS.replace("!container.", "!continer.");
    Outcome outcome =
        new CommandRun()
            .of(
                "scan",
                file("cart.yaml", CART),
                "--no-builtin",
                "--recommendations",
                file("bad.yaml", text),
                "-o",
                "json");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("bad.yaml:1: SecurityRecommendation 'no-privileged': spec.val");
    assertThat(outcome.json().at("/inactive/0/reason").asText()).isEqualTo("CompileError");
  }

  @Test
  void builtInRecommendationIsReplacedByOneOfItsName() {
    String own = OURS.replace("name: no-privileged", "name: privileged-container");
    Outcome outcome =
        new CommandRun()
            .of(
                "scan",
                file("cart.yaml", CART),
                "--recommendations",
                file("own.yaml", own),
                "-o",
                "json");

    List<String> titles = new ArrayList<>();
    outcome.json().at("/recommendations").forEach(each -> titles.add(each.path("title").asText()));
    assertThat(titles).contains("Nothing should be privileged").hasSizeGreaterThan(10);
  }

  @Test
  void policyThatIsNoneIsAnError() {
    Outcome outcome =
        new CommandRun().of("scan", file("cart.yaml", CART), "--policy", file("no.yaml", CART));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("no.yaml: holds no SecureScorePolicy");
  }

  @Test
  void standardChoosesByNameAndPrefix() {
    JsonNode cis = ours("-o", "json", "--standard", "CIS/5.2").json();
    Outcome unknown = ours("--standard", "CSI");

    assertThat(names(cis, "/recommendations")).containsExactly("no-privileged");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("no recommendation refers to 'CSI'").contains("CIS");
    assertThat(ours("--standard", "CIS/5.2.22").exitCode()).isEqualTo(2);
  }

  @Test
  void standardPssRestrictedIncludesBaseline() {
    JsonNode scan =
        new CommandRun()
            .of("scan", "-o", "json", "--standard", "PSS/restricted", file("cart.yaml", CART))
            .json();

    assertThat(names(scan, "/recommendations")).contains("privileged-container", "run-as-non-root");
  }

  private static List<String> names(JsonNode document, String list) {
    List<String> names = new ArrayList<>();
    document.at(list).forEach(each -> names.add(each.path("name").asText()));
    return names;
  }
}
