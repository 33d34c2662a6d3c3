package dev.securescore.cli;

import dev.securescore.output.exchange.Level;
import dev.securescore.output.exchange.Remark;
import dev.securescore.output.exchange.RemarkRule;
import dev.securescore.output.exchange.Remarks;
import java.util.List;

/** Fixtures that were not judged as their names say, for tools that show remarks at files. */
final class FixtureRemarks {

  private static final RemarkRule RULE =
      new RemarkRule(
          "fixture",
          "A fixture should get the verdict that its name says",
          "",
          List.of("Mend the recommendation, or rename the fixture if its name is wrong."),
          "",
          Level.ERROR,
          "",
          List.of("test"));

  private FixtureRemarks() {}

  /** A remark for each that did not pass. */
  static Remarks of(List<FixtureResult> results) {
    return new Remarks(
        List.of(RULE),
        results.stream().filter(each -> !each.passed()).map(FixtureRemarks::remark).toList());
  }

  private static Remark remark(FixtureResult result) {
    return new Remark(
        RULE.id(),
        RULE.level(),
        result.disappointment(),
        result.recommendation(),
        result.fixture(),
        0,
        result.recommendation() + " " + result.fixture());
  }
}
