package dev.securescore.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What promtool says of the rules. */
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
  void alertsFireAndResolveAsTheirUnitTestsSay() {
    assertThat(promtool("test", "rules", RuleFiles.unitTests()).orFail()).contains("SUCCESS");
  }
}
