package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The classic JSON model of Grafana, as far as our dashboards use it. */
class DashboardModelTest {

  /** Of Grafana 11; later ones migrate it on load, and earlier ones than 10 are out of support. */
  private static final int SCHEMA_VERSION = 39;

  private static final Set<String> PANELS =
      Set.of("stat", "timeseries", "state-timeline", "table", "bargauge", "row", "text");
  private static final Set<String> UNITS =
      Set.of("none", "short", "percentunit", "s", "bytes", "ops", "wps");
  private static final Set<String> COLOURS =
      Set.of(
          "dark-red",
          "red",
          "orange",
          "yellow",
          "light-green",
          "green",
          "dark-green",
          "blue",
          "purple",
          "text");
  private static final Set<String> TRANSFORMATIONS = Set.of("merge", "organize", "sortBy");
  private static final Set<String> OVERRIDDEN =
      Set.of(
          "unit",
          "decimals",
          "mappings",
          "thresholds",
          "color",
          "links",
          "custom.cellOptions",
          "custom.lineWidth");

  private static void forEachPanel(BiConsumer<String, JsonNode> check) {
    for (JsonNode dashboard : Dashboards.all()) {
      Dashboards.panels(dashboard)
          .forEach(panel ->
              check.accept(
                  dashboard.path("title").asText() + ": " + panel.path("title").asText(), panel));
    }
  }

  @Test
  void dashboardsAreOfTheClassicModel() {
    assertThat(Dashboards.all())
        .allSatisfy(dashboard -> {
          assertThat(dashboard.path("uid").asText()).hasSizeBetween(8, 40);
          assertThat(dashboard.path("schemaVersion").asInt()).isEqualTo(SCHEMA_VERSION);
          assertThat(dashboard.path("version").isInt()).isTrue();
          assertThat(dashboard.path("graphTooltip").asInt()).isBetween(0, 2);
          assertThat(dashboard.at("/time/from").asText()).startsWith("now-");
          assertThat(dashboard.at("/time/to").asText()).isEqualTo("now");
          assertThat(dashboard.path("timepicker").isObject()).isTrue();
          assertThat(dashboard.path("refresh").asText()).matches("\\d+[smh]");
          assertThat(dashboard.at("/templating/list")).isNotEmpty();
          assertThat(dashboard.at("/annotations/list")).isNotEmpty();
          assertThat(dashboard.path("panels")).isNotEmpty();
          assertThat(dashboard.has("__inputs")).as("an export, not a provisioned one").isFalse();
        });
  }

  @Test
  void panelsHaveNumbersOfTheirOwnAndLieInTheGridWithoutGaps() {
    for (JsonNode dashboard : Dashboards.all()) {
      String title = dashboard.path("title").asText();
      List<JsonNode> panels = dashboard.path("panels").valueStream().toList();
      assertThat(panels)
          .as(title)
          .allSatisfy(panel -> {
            assertThat(panel.path("type").asText()).isIn(PANELS);
            assertThat(panel.path("id").asInt()).isPositive();
            assertThat(panel.at("/gridPos/w").asInt()).isBetween(1, 24);
            assertThat(panel.at("/gridPos/h").asInt()).isPositive();
            assertThat(panel.at("/gridPos/x").asInt()).isNotNegative();
          });
      assertThat(panels.stream().map(panel -> panel.path("id").asInt()))
          .as(title)
          .doesNotHaveDuplicates();
      assertThat(rowsWithoutAPanel(panels)).as("Grafana moves panels up: " + title).isEmpty();
    }
  }

  private static Set<Integer> rowsWithoutAPanel(List<JsonNode> panels) {
    Set<Integer> covered = new HashSet<>();
    for (JsonNode panel : panels) {
      JsonNode place = panel.path("gridPos");
      for (int row = 0; row < place.path("h").asInt(); row++) {
        covered.add(place.path("y").asInt() + row);
      }
    }
    Set<Integer> missing = new TreeSet<>();
    int end = covered.stream().mapToInt(each -> each).max().orElse(0);
    for (int row = 0; row < end; row++) {
      if (!covered.contains(row)) {
        missing.add(row);
      }
    }
    return missing;
  }

  @Test
  void everyDataSourceIsTheChosenOne() {
    for (JsonNode dashboard : Dashboards.all()) {
      assertThat(dashboard.findValues("datasource"))
          .isNotEmpty()
          .allSatisfy(source -> {
            assertThat(source.path("uid").asText()).isIn("${datasource}", "-- Grafana --");
            assertThat(source.path("type").asText()).isIn("prometheus", "grafana");
          });
    }
  }

  @Test
  void valuesHaveUnitsAndColoursThatGrafanaKnows() {
    forEachPanel((title, panel) -> {
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isIn(UNITS);
      assertThresholds(title, panel.at("/fieldConfig/defaults/thresholds"));
      for (JsonNode override : panel.at("/fieldConfig/overrides")) {
        assertThat(override.at("/matcher/id").asText()).as(title).isEqualTo("byName");
        for (JsonNode property : override.path("properties")) {
          String id = property.path("id").asText();
          assertThat(id).as(title).isIn(OVERRIDDEN);
          if (id.equals("unit")) {
            assertThat(property.path("value").asText()).as(title).isIn(UNITS);
          }
          if (id.equals("thresholds")) {
            assertThresholds(title, property.path("value"));
          }
        }
      }
    });
  }

  private static void assertThresholds(String title, JsonNode thresholds) {
    assertThat(thresholds.path("mode").asText()).as(title).isEqualTo("absolute");
    List<JsonNode> steps = thresholds.path("steps").valueStream().toList();
    assertThat(steps).as(title).isNotEmpty();
    assertThat(steps.getFirst().path("value").isNull()).as(title + ": the first has none").isTrue();
    assertThat(steps.stream().skip(1).map(step -> step.path("value").decimalValue()))
        .as(title)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(steps.stream().map(step -> step.path("color").asText()))
        .as(title)
        .isSubsetOf(COLOURS);
  }

  @Test
  void queriesAreOfTheKindThatTheirPanelShows() {
    forEachPanel((title, panel) -> {
      List<JsonNode> targets = panel.path("targets").valueStream().toList();
      assertThat(targets.stream().map(target -> target.path("refId").asText()))
          .as(title)
          .doesNotHaveDuplicates()
          .allMatch(each -> each.matches("[A-Z]"));
      boolean table = panel.path("type").asText().equals("table");
      boolean now = table || panel.path("type").asText().equals("bargauge");
      assertThat(targets)
          .as(title)
          .allSatisfy(target -> {
            assertThat(target.path("instant").asBoolean()).isEqualTo(now);
            assertThat(target.path("range").asBoolean()).isEqualTo(!now);
            assertThat(target.path("format").asText().equals("table")).isEqualTo(table);
            assertThat(target.path("legendFormat").asText().isEmpty()).isEqualTo(table);
          });
    });
  }

  /** A column that is renamed, placed, sorted by or coloured is one of a query. */
  @Test
  void columnsThatATableSpeaksOfAreThere() {
    forEachPanel((title, panel) -> {
      if (!panel.path("type").asText().equals("table")) {
        return;
      }
      Set<String> columns = columns(panel);
      for (JsonNode transformation : panel.path("transformations")) {
        assertThat(transformation.path("id").asText()).as(title).isIn(TRANSFORMATIONS);
        JsonNode options = transformation.path("options");
        if (transformation.path("id").asText().equals("organize")) {
          assertThat(names(options.path("renameByName"))).as(title).isSubsetOf(columns);
          assertThat(names(options.path("indexByName"))).as(title).isSubsetOf(columns);
          assertThat(options.path("indexByName").valueStream().map(JsonNode::asInt))
              .as(title)
              .doesNotHaveDuplicates();
          columns =
              columns.stream()
                  .map(each -> options.path("renameByName").path(each).asText(each))
                  .collect(Collectors.toSet());
        }
        for (JsonNode sorted : options.path("sort")) {
          assertThat(sorted.path("field").asText()).as(title).isIn(columns);
        }
      }
      for (JsonNode override : panel.at("/fieldConfig/overrides")) {
        assertThat(override.at("/matcher/options").asText()).as(title).isIn(columns);
      }
    });
  }

  private static Set<String> columns(JsonNode panel) {
    List<JsonNode> targets = panel.path("targets").valueStream().toList();
    Set<String> columns = new HashSet<>();
    for (JsonNode target : targets) {
      columns.add(targets.size() == 1 ? "Value" : "Value #" + target.path("refId").asText());
      columns.addAll(PromQl.of(target.path("expr").asText()).labels());
      columns.addAll(PromQl.made(target.path("expr").asText()));
    }
    return columns;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** So that a change is a small difference. */
  @Test
  void filesAreFormattedAlike() throws IOException {
    ObjectMapper json = new ObjectMapper();
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    try (Stream<Path> files = Files.list(Project.root().resolve("config/grafana/dashboards"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        assertThat(json.writer(printer).writeValueAsString(json.readTree(text)) + "\n")
            .as(file.toString())
            .isEqualTo(text);
      }
    }
  }
}
