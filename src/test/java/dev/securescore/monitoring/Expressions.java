package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that rules, panels, variables and annotations ask Prometheus for. */
final class Expressions {

  private static final Pattern VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

  private Expressions() {}

  static List<String> all() {
    return Stream.of(
            RuleFiles.rules().stream().map(rule -> rule.path("expr").asText()),
            Dashboards.queries().stream().map(query -> query.with(".*", "shop", "non-root")),
            beside().stream())
        .flatMap(each -> each)
        .toList();
  }

  /** Those of variables and annotations. */
  static List<String> beside() {
    return Dashboards.all().stream().flatMap(Expressions::beside).toList();
  }

  private static Stream<String> beside(JsonNode dashboard) {
    return Stream.concat(
            dashboard
                .at("/templating/list")
                .valueStream()
                .filter(variable -> variable.has("definition"))
                .map(variable -> values(variable.path("definition").asText())),
            dashboard
                .at("/annotations/list")
                .valueStream()
                .filter(annotation -> annotation.has("expr"))
                .map(annotation -> annotation.path("expr").asText()))
        .map(expression -> expression.replace("$cluster", ".*"));
  }

  /** What Grafana looks up for the values of a label. */
  private static String values(String definition) {
    Matcher matcher = VALUES.matcher(definition);
    assertThat(matcher.matches()).as(definition).isTrue();
    return "count by (" + matcher.group(2) + ") (" + matcher.group(1) + ")";
  }
}
