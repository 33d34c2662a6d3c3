package dev.securescore.output.exchange;

import dev.securescore.output.Documents;
import dev.securescore.output.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes remarks as SARIF 2.1.0, for code scanning. */
public final class Sarif {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String BASE = "%SRCROOT%";

  /** GitHub takes no more of them. */
  private static final int MOST_TAGS = 20;

  private final SourceRoot root;
  private final Map<String, Integer> ruleIndexes = new HashMap<>();

  private Sarif(SourceRoot root) {
    this.root = root;
  }

  /**
   * The remarks as one run.
   *
   * @param version of this program
   */
  public static String of(Remarks remarks, String version, SourceRoot root) {
    Sarif sarif = new Sarif(root);
    List<SarifLog.Rule> rules = remarks.rules().stream().map(sarif::rule).toList();
    List<SarifLog.Result> results = remarks.remarks().stream().map(sarif::result).toList();
    SarifLog.ArtifactLocation base =
        new SarifLog.ArtifactLocation(null, null, text("The folder that was scanned from."));
    return Documents.json(
        new SarifLog(
            SCHEMA,
            "2.1.0",
            List.of(
                new SarifLog.Run(
                    new SarifLog.Tool(new SarifLog.Component("secure-score", version, rules)),
                    results,
                    "utf16CodeUnits",
                    Map.of(BASE, base)))));
  }

  private SarifLog.Rule rule(RemarkRule rule) {
    ruleIndexes.put(rule.id(), ruleIndexes.size());
    String lines = String.join("\n", rule.help());
    return new SarifLog.Rule(
        rule.id(),
        text(rule.title()),
        rule.why().isEmpty() ? null : text(rule.why()),
        new SarifLog.Message(Printable.of(String.join(" ", rule.help())), lines),
        rule.link().isEmpty() ? null : rule.link(),
        new SarifLog.Configuration(rule.level().toString()),
        new SarifLog.RuleProperties(
            rule.tags().stream().limit(MOST_TAGS).toList(),
            "high",
            rule.securitySeverity().isEmpty() ? null : rule.securitySeverity()));
  }

  private SarifLog.Result result(Remark remark) {
    SarifLog.@Nullable Region region =
        remark.line() > 0 ? new SarifLog.Region(remark.line()) : null;
    return new SarifLog.Result(
        remark.rule(),
        ruleIndexes.getOrDefault(remark.rule(), -1),
        remark.level() == Level.OPEN ? "open" : "fail",
        remark.level().toString(),
        text(remark.about() + ": " + remark.message()),
        List.of(
            new SarifLog.Location(
                new SarifLog.PhysicalLocation(
                    new SarifLog.ArtifactLocation(
                        root.uri(remark.file()), root.holds(remark.file()) ? BASE : null, null),
                    region),
                List.of(new SarifLog.LogicalLocation(Printable.of(remark.about()))))),
        Map.of("secureScore/v1", remark.fingerprint()));
  }

  private static SarifLog.Message text(String text) {
    return new SarifLog.Message(Printable.of(text), null);
  }
}
