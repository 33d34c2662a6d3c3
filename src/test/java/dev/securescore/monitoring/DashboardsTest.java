package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.metrics.Metric;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a Grafana would make of the dashboards, which are written by hand: the rules of Grafana's
 * dashboard-linter, what its documentation says of the classic model, and some of our own.
 *
 * @see DashboardModelTest for what each panel must be
 */
class DashboardsTest {

  private static final Pattern USED_DASHBOARD = Pattern.compile("/d/([a-z-]+)\\?");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]+)\\b");

  private static String title(JsonNode dashboard, JsonNode panel) {
    return dashboard.path("title").asText() + ": " + panel.path("title").asText();
  }

  private static Stream<JsonNode> variables(JsonNode dashboard) {
    return dashboard.at("/templating/list").valueStream();
  }

  @Test
  void thereIsOneForEachOfClusterNamespaceRecommendationAndFleet() {
    assertThat(Dashboards.all().stream().map(each -> each.path("uid").asText()))
        .containsExactly(
            "secure-score-cluster",
            "secure-score-fleet",
            "secure-score-namespace",
            "secure-score-recommendation");
  }

  @Test
  void dashboardsAreProvisionedNotEdited() {
    assertThat(Dashboards.all())
        .allSatisfy(dashboard -> {
          assertThat(dashboard.path("editable").asBoolean(true)).isFalse();
          assertThat(dashboard.has("id")).isFalse();
          assertThat(dashboard.path("title").asText()).startsWith("Secure Score / ");
          assertThat(dashboard.path("description").asText()).hasSizeGreaterThan(30);
          assertThat(dashboard.path("tags").valueStream().map(JsonNode::asText))
              .contains("secure-score");
          assertThat(dashboard.at("/links/0/tags/0").asText()).isEqualTo("secure-score");
          assertThat(dashboard.at("/links/0/includeVars").asBoolean()).isTrue();
          assertThat(dashboard.at("/links/0/keepTime").asBoolean()).isTrue();
          assertThat(dashboard.path("refresh").asText()).isNotEmpty();
        });
  }

  @Test
  void dataSourceAndClusterAreChosen() {
    assertThat(Dashboards.all())
        .allSatisfy(dashboard -> {
          List<String> names =
              variables(dashboard).map(each -> each.path("name").asText()).toList();
          assertThat(names).startsWith("datasource", "cluster");
          assertThat(variables(dashboard))
              .allSatisfy(variable -> {
                assertThat(variable.path("label").asText()).isNotEmpty();
                assertThat(variable.path("description").asText()).isNotEmpty();
                if (variable.path("type").asText().equals("query")) {
                  assertThat(variable.path("refresh").asInt())
                      .as("on change of the time range")
                      .isEqualTo(2);
                  assertThat(variable.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                }
              });
        });
  }

  @Test
  void everyPanelSaysWhatItShows() {
    for (JsonNode dashboard : Dashboards.all()) {
      assertThat(Dashboards.panels(dashboard))
          .allSatisfy(panel -> {
            String title = title(dashboard, panel);
            assertThat(panel.path("title").asText()).as(title).isNotEmpty();
            assertThat(panel.path("description").asText())
                .as(title)
                .hasSizeGreaterThan(20)
                .endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotEmpty();
            assertThat(panel.path("datasource").path("uid").asText())
                .as(title)
                .isEqualTo("${datasource}");
            assertThat(panel.path("targets"))
                .as(title)
                .isNotEmpty()
                .allSatisfy(target -> {
                  assertThat(target.path("datasource").path("uid").asText())
                      .isEqualTo("${datasource}");
                  assertThat(target.path("expr").asText()).isNotEmpty();
                  assertThat(target.path("refId").asText()).isNotEmpty();
                });
          });
      assertThat(Dashboards.panels(dashboard).map(panel -> panel.path("title").asText()))
          .as(dashboard.path("title").asText())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void everyQueryChoosesItsClusterAndRatesByTheIntervalOfTheScrape() {
    assertThat(Dashboards.queries())
        .allSatisfy(query -> {
          assertThat(PromQl.of(query.expression()).selectors())
              .as(query.toString())
              .isNotEmpty()
              .allSatisfy(selector -> assertThat(selector.labels()).contains("cluster"));
          assertThat(query.expression().replace("[$__rate_interval]", ""))
              .as("a range that does not follow the scrape: " + query)
              .doesNotContainPattern("(?<!last_over_time\\([^\\[]{1,200})\\[");
          assertThat(query.expression().replace("cluster=~\"$cluster\"", ""))
              .as(query.toString())
              .doesNotContain("$cluster");
        });
  }

  @Test
  void everyVariableThatIsUsedIsThere() {
    Set<String> everywhere = Set.of("datasource");
    for (JsonNode dashboard : Dashboards.all()) {
      Set<String> known =
          Stream.concat(
                  everywhere.stream(), variables(dashboard).map(each -> each.path("name").asText()))
              .collect(Collectors.toSet());
      Set<String> used =
          Dashboards.queries().stream()
              .filter(query -> query.dashboard().equals(dashboard.path("uid").asText()))
              .flatMap(query -> VARIABLE.matcher(query.expression()).results())
              .map(match -> match.group(1))
              .collect(Collectors.toSet());
      assertThat(known).containsAll(used);
    }
  }

  @Test
  void linksLeadToDashboardsOfOurs() {
    Set<String> ours =
        Dashboards.all().stream()
            .map(each -> each.path("uid").asText())
            .collect(Collectors.toSet());
    assertThat(
            Dashboards.all().stream()
                .flatMap(each -> USED_DASHBOARD.matcher(each.toString()).results())
                .map(match -> match.group(1)))
        .isNotEmpty()
        .isSubsetOf(ours);
  }

  @Test
  void panelsDoNotOverlap() {
    for (JsonNode dashboard : Dashboards.all()) {
      Set<List<Integer>> taken = new HashSet<>();
      for (JsonNode panel : dashboard.path("panels")) {
        JsonNode place = panel.path("gridPos");
        for (int x = 0; x < place.path("w").asInt(); x++) {
          for (int y = 0; y < place.path("h").asInt(); y++) {
            assertThat(taken.add(List.of(place.path("x").asInt() + x, place.path("y").asInt() + y)))
                .as(title(dashboard, panel))
                .isTrue();
          }
        }
        assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      }
    }
  }

  @Test
  void everyMetricOfOursIsLookedAtSomewhere() {
    Set<String> used =
        Stream.concat(
                Dashboards.queries().stream().map(Dashboards.Query::expression),
                RuleFiles.rules().stream().map(rule -> rule.path("expr").asText()))
            .flatMap(expression -> PromQl.of(expression).selectors().stream())
            .map(selector -> selector.metric().replaceFirst("_(bucket|count|sum)$", ""))
            .collect(Collectors.toSet());

    assertThat(used).containsAll(Arrays.stream(Metric.values()).map(Metric::text).toList());
  }
}
