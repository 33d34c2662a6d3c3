package dev.securescore.lint;

import dev.securescore.api.DeclaredRecommendation;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Validation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Library;
import dev.securescore.catalog.PatchCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.Compilation;
import dev.securescore.manifest.Problem;
import dev.securescore.manifest.Source;
import dev.securescore.output.exchange.Level;
import dev.securescore.output.exchange.Remark;
import dev.securescore.output.exchange.Remarks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at recommendations in files, one by one and beside each other. */
public final class Linter {

  private static final int LONGEST_SUMMARY = 80;
  private static final Pattern FIELD = Pattern.compile("^([A-Za-z][A-Za-z0-9.\\[\\]]*):");

  private final Library library;
  private final Fixtures fixtures;
  private final TypeProblems types;
  private final PatchCompiler patches = new PatchCompiler(CelLanguage.kubernetes());
  private final List<Remark> remarks = new ArrayList<>();

  /** Says how many fixtures expect what, for recommendations that come from files. */
  @FunctionalInterface
  public interface Fixtures {

    /** How many of the fixtures beside a recommendation begin with a prefix. */
    long count(Source source, String name, String prefix);
  }

  /** Checks expressions against the schemas of what they judge. */
  @FunctionalInterface
  public interface TypeProblems {

    /** What does not fit, each as {@code field:line:column: message}. */
    List<String> of(SecurityRecommendationSpec spec);
  }

  private Linter(Library library, Fixtures fixtures, TypeProblems types) {
    this.library = library;
    this.fixtures = fixtures;
    this.types = types;
  }

  /** Everything that could be better, in the order of the recommendations. */
  public static Remarks lint(Library library, Fixtures fixtures, TypeProblems types, Instant now) {
    Linter linter = new Linter(library, fixtures, types);
    library.problems().forEach(linter::unreadable);
    Catalog catalog = Rehearsal.catalog(library, now);
    catalog.inactive().stream()
        .filter(each -> each.reason().equals("CompileError"))
        .forEach(linter::refused);
    catalog.judged().forEach(linter::judged);
    linter.duplicates(catalog);
    library.recommendations().forEach(linter::texts);
    return new Remarks(
        Arrays.stream(LintRule.values()).map(LintRule::remarkRule).toList(), linter.remarks);
  }

  private void unreadable(Problem problem) {
    remarks.add(
        remark(LintRule.UNREADABLE, problem.message(), "file", problem.file(), problem.line()));
  }

  private void refused(Catalog.Inactive inactive) {
    for (String problem : inactive.message().split("; (?=[a-zA-Z]+[\\[.:])", -1)) {
      add(LintRule.COMPILES, inactive.name(), "spec." + problem);
    }
  }

  private void judged(Recommendation recommendation) {
    for (String problem : types.of(recommendation.spec())) {
      add(LintRule.TYPES, recommendation.name(), "spec." + problem);
    }
    patches
        .compile(recommendation.spec())
        .ifPresent(compilation -> {
          if (compilation instanceof Compilation.Refused(String message, int line, int column)) {
            add(
                LintRule.PATCH_COMPILES,
                recommendation.name(),
                "spec.remediation.patch.expression:%d:%d: %s".formatted(line, column, message));
          }
        });
    Rehearsal.pointsForSilence(recommendation)
        .ifPresent(most ->
            add(
                LintRule.FLATTERS,
                recommendation.name(),
                "spec.points: a workload that asks for nothing is healthy and earns "
                    + recommendation.points()
                    + " points; at severity "
                    + recommendation.spec().severity()
                    + " at most "
                    + most
                    + " may be had so"));
  }

  private void duplicates(Catalog catalog) {
    Map<String, String> first = new HashMap<>();
    for (Recommendation each : catalog.judged()) {
      @Nullable String same = first.putIfAbsent(each.rule().fingerprint().toString(), each.name());
      if (same != null) {
        add(LintRule.DUPLICATE, each.name(), "spec: judges exactly as '" + same + "' does");
      }
    }
    Map<String, String> titles = new HashMap<>();
    for (Recommendation each : catalog.judged()) {
      @Nullable String same = titles.putIfAbsent(each.spec().title(), each.name());
      if (same != null) {
        add(LintRule.DUPLICATE, each.name(), "spec.title: is that of '" + same + "' too");
      }
    }
  }

  private void texts(DeclaredRecommendation recommendation) {
    String name = recommendation.name();
    SecurityRecommendationSpec spec = recommendation.spec();
    if (spec.threat() == null) {
      add(LintRule.THREAT, name, "spec.threat: is missing");
    }
    for (int index = 0; index < spec.validations().size(); index++) {
      Validation validation = spec.validations().get(index);
      if (validation.message() == null && validation.messageExpression() == null) {
        add(LintRule.MESSAGE, name, "spec.validations[" + index + "].message: is missing");
      }
    }
    if (spec.remediation().steps().isEmpty()) {
      add(LintRule.REMEDIATION, name, "spec.remediation.steps: is missing");
    }
    if (!spec.title().contains(" should ") || spec.title().endsWith(".")) {
      add(
          LintRule.TITLE,
          name,
          "spec.title: does not say what should be, or ends with a full stop");
    }
    String summary = spec.remediation().summary();
    if (summary.length() > LONGEST_SUMMARY || !summary.endsWith(".")) {
      add(LintRule.SUMMARY, name, "spec.remediation.summary: is too long, or lacks its full stop");
    }
    if (spec.references().isEmpty() && spec.remediation().links().isEmpty()) {
      add(LintRule.REFERENCES, name, "spec.references: is missing, and there are no links");
    }
    fixtures(name);
  }

  private void fixtures(String name) {
    @Nullable Source source = library.sources().get(name);
    if (source == null) {
      return;
    }
    for (String prefix : List.of("pass", "fail")) {
      if (fixtures.count(source, name, prefix) == 0) {
        add(
            LintRule.FIXTURES,
            name,
            "spec: there is no fixtures/" + name + "/" + prefix + "-*.yaml");
      }
    }
  }

  private void add(LintRule rule, String name, String message) {
    @Nullable Source source = library.sources().get(name);
    remarks.add(
        remark(
            rule,
            message,
            name,
            source == null ? name : source.file(),
            source == null ? 0 : source.lineOf(path(message).toArray())));
  }

  private static Remark remark(LintRule rule, String message, String about, String file, int line) {
    Level level = rule.level();
    String identity = rule.id() + "\n" + about + "\n" + message;
    return new Remark(
        rule.id(),
        level,
        message,
        about,
        file,
        line,
        UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString());
  }

  /** The field that a message begins with, as keys and indexes. */
  private static List<Object> path(String message) {
    Matcher field = FIELD.matcher(message);
    if (!field.find()) {
      return List.of();
    }
    String name = field.group(1);
    List<Object> path = new ArrayList<>();
    for (String step : name.split("[.\\[]", -1)) {
      path.add(step.endsWith("]") ? index(step) : step);
    }
    return path;
  }

  private static Object index(String step) {
    String digits = step.substring(0, step.length() - 1);
    return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : step;
  }
}
