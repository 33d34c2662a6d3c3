package dev.securescore.monitoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a PromQL expression names; enough of the language to find that, Prometheus itself says
 * whether it is well-formed.
 *
 * @param selectors the metrics with the labels that they are chosen by
 * @param labels what it groups by and matches on
 */
record PromQl(List<Selector> selectors, Set<String> labels) {

  private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\((?<grouping>[^)]*)\\)"
              + "|"
              + STRING
              + "|#[^\n]*"
              + "|\\[[^\\]]*\\]"
              + "|\\b\\d[\\w.]*"
              + "|(?<name>[a-zA-Z_:][\\w:]*)\\s*(?<call>\\()?(?:\\{(?<matchers>(?:[^\"}]|"
              + STRING
              + ")*)\\})?");
  private static final Pattern MATCHER =
      Pattern.compile("(?<label>[a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*" + STRING);

  /**
   * The third of the strings after label_replace is empty where the label is set for all values.
   */
  private static final Pattern MADE =
      Pattern.compile(", \"(\\w+)\", \"[^\"]*\", \"\\w*\", \"[^\"]*\"\\)");

  /** Words that are neither metrics nor followed by an opening bracket at once. */
  private static final Set<String> WORDS =
      Set.of(
          "and", "or", "unless", "offset", "bool", "sum", "min", "max", "count", "avg", "topk",
          "bottomk");

  /** A metric, with the labels that it is chosen by. */
  record Selector(String metric, Set<String> labels) {}

  static PromQl of(String expression) {
    List<Selector> selectors = new ArrayList<>();
    Set<String> labels = new TreeSet<>();
    Matcher tokens = TOKEN.matcher(expression);
    while (tokens.find()) {
      if (tokens.group("grouping") != null) {
        Arrays.stream(tokens.group("grouping").split(","))
            .map(String::strip)
            .filter(label -> !label.isEmpty())
            .forEach(labels::add);
      } else if (tokens.group("name") != null
          && tokens.group("call") == null
          && !WORDS.contains(tokens.group("name"))) {
        selectors.add(new Selector(tokens.group("name"), matched(tokens.group("matchers"))));
      }
    }
    return new PromQl(List.copyOf(selectors), labels);
  }

  /** The labels that an expression gives to its values by itself. */
  static Set<String> made(String expression) {
    return MADE.matcher(expression)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> matched(String matchers) {
    Set<String> labels = new TreeSet<>();
    if (matchers != null) {
      MATCHER.matcher(matchers).results().map(PromQl::label).forEach(labels::add);
    }
    return labels;
  }

  private static String label(MatchResult matcher) {
    return matcher.group("label");
  }
}
