package dev.securescore.lint;

import dev.securescore.output.exchange.Level;
import dev.securescore.output.exchange.RemarkRule;
import java.util.List;
import java.util.Locale;

/** What a recommendation should be, beyond what the API server asks of it. */
public enum LintRule {
  UNREADABLE(
      Level.ERROR,
      "The document should fit the schema of SecurityRecommendation",
      "Correct the field that the message names; `kubectl explain secrec.spec` describes all."),
  COMPILES(
      Level.ERROR,
      "Expressions should compile",
      "Correct the expression at the line and column that the message names."),
  TYPES(
      Level.ERROR,
      "Expressions should fit the types of what they judge",
      "Correct the name of the field; the message suggests one where it can."),
  PATCH_COMPILES(
      Level.ERROR,
      "The patch should compile",
      "Correct the expression under `remediation.patch`; it may use what checks use, JSONPatch{…} and"
          + " Object{…}."),
  DUPLICATE(
      Level.WARNING,
      "A recommendation should judge what no other does",
      "Remove one of the two, or give the one that the other implies 0 points and other checks."),
  FLATTERS(
      Level.WARNING,
      "Points should not pay for silence",
      "Whoever asks for nothing follows this recommendation, so its points raise every score. Set"
          + " `points` to at most what the message says."),
  THREAT(
      Level.WARNING,
      "A recommendation should say what an attacker gains",
      "Set `threat` to one or two sentences."),
  MESSAGE(
      Level.WARNING,
      "A check should say what is wrong",
      "Set `message` or `messageExpression`; else people read the expression."),
  REMEDIATION(
      Level.WARNING,
      "A recommendation should tell how to fix a finding",
      "Give `remediation.steps`, in the order in which they are done."),
  FIXTURES(
      Level.WARNING,
      "A recommendation should have fixtures that pass and that fail",
      "Put manifests into `fixtures/NAME/` beside it, named pass-*.yaml and fail-*.yaml; `secure-score"
          + " test` judges them."),
  TITLE(
      Level.NOTE,
      "A title should say what should be",
      "Write it as a sentence with 'should' and without a full stop, such as 'Containers should not"
          + " be privileged'."),
  SUMMARY(
      Level.NOTE,
      "The summary of a fix should be one short sentence",
      "End it with a full stop and keep it under 80 characters: reports show it in a column."),
  REFERENCES(
      Level.NOTE,
      "A recommendation should say which standard asks for it, or where to read more",
      "Give `references`, or `remediation.links`.");

  private final Level level;
  private final String title;
  private final String help;

  LintRule(Level level, String title, String help) {
    this.level = level;
    this.title = title;
    this.help = help;
  }

  /** How loudly it speaks. */
  public Level level() {
    return level;
  }

  /** Its name for machines. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rule as formats for other tools have it. */
  public RemarkRule remarkRule() {
    return new RemarkRule(id(), title, "", List.of(help), "", level, "", List.of("lint"));
  }
}
