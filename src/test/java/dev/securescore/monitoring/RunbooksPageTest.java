package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of alerts is made of the rules. */
class RunbooksPageTest {

  private static final String BEGIN = "<!-- alerts: made of the rules -->\n";
  private static final String END = "<!-- end of alerts -->\n";

  private static String table() {
    StringBuilder table =
        new StringBuilder("| alert | severity | after | threshold |\n| --- | --- | --- | --- |\n");
    Map<String, JsonNode> alerts = new LinkedHashMap<>();
    RuleFiles.alerts().forEach(alert -> alerts.putIfAbsent(alert.path("alert").asText(), alert));
    alerts.forEach((name, alert) ->
        table.append(
            "| [`%s`](#%s) | %s | %s | %s |\n"
                .formatted(
                    name,
                    name.toLowerCase(Locale.ROOT),
                    alert.at("/labels/severity").asText(),
                    alert.path("for").asText(),
                    RuleFiles.Threshold.of(alert)
                        .map(threshold ->
                            threshold.unit().equals("ratio")
                                ? threshold.number()
                                : threshold.number() + " " + threshold.unit())
                        .orElse(""))));
    return table.toString();
  }

  @Test
  void pageListsWhatTheChartCanSet() throws IOException {
    Path file = Project.root().resolve("docs/runbooks.md");
    String page = Files.readString(file);
    String expected =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + "\n"
            + table()
            + "\n"
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("secure-score.update")) {
      Files.writeString(file, expected);
    }

    assertThat(Files.readString(file))
        .as("write it: mvn test -Dtest=RunbooksPageTest -Dsecure-score.update=true")
        .isEqualTo(expected);
  }
}
