package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securescore.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What promtool says of the rules, and of every other expression that we ship. */
class RulesIT {

  private static Output promtool(String command, String what, List<Path> files) {
    List<String> line =
        new ArrayList<>(List.of(PrometheusPrograms.require().promtool().toString(), command, what));
    if (command.equals("check")) {
      line.add("--lint=all");
      line.add("--lint-fatal");
    }
    files.forEach(file -> line.add(file.toString()));
    return Output.of(new ProcessBuilder(line));
  }

  @Test
  void rulesAreWellFormed() {
    assertThat(promtool("check", "rules", RuleFiles.shipped()).orFail()).contains("SUCCESS");
  }

  @Test
  void whatDashboardsAskForIsWellFormed(@TempDir Path folder) throws IOException {
    List<String> expressions = Expressions.all();
    ArrayNode rules = JsonNodeFactory.instance.arrayNode();
    for (int number = 0; number < expressions.size(); number++) {
      rules
          .addObject()
          .put("record", "expression:number" + number)
          .put("expr", expressions.get(number));
    }
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.putArray("groups").addObject().put("name", "all").set("rules", rules);
    Path written = Files.writeString(folder.resolve("expressions.yaml"), file.toString());

    Output checked =
        Output.of(
            new ProcessBuilder(
                PrometheusPrograms.require().promtool().toString(),
                "check",
                "rules",
                written.toString()));

    assertThat(checked.orFail()).contains(expressions.size() + " rules found");
  }

  static List<Path> unitTests() {
    return RuleFiles.unitTests();
  }

  @ParameterizedTest
  @MethodSource("unitTests")
  void alertsFireAndResolveAsTheirUnitTestsSay(Path file) {
    assertThat(promtool("test", "rules", List.of(file)).orFail()).contains("SUCCESS");
  }
}
