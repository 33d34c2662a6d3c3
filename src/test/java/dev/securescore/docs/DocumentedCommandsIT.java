package dev.securescore.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.operator.RunningOperator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of our pages, in their order: in a folder with what the pages speak of, and
 * against a real API server on which the operator has scored the samples.
 */
class DocumentedCommandsIT {

  private static final List<DocumentedCommand> COMMANDS = DocumentedCommand.all();

  @TempDir private static Path temporary;
  private static KubeApi api;
  private static Workplace workplace;

  @BeforeAll
  static void scoreTheSamples() throws IOException {
    api = KubeApi.own();
    workplace = Workplace.in(temporary, api);
    for (String file : workplace.clusterObjects()) {
      api.kubectl("apply", "--server-side", "-f", file).orFail();
    }
    try (RunningOperator running =
        RunningOperator.on(api, RunningOperator.settings("documented", true))) {
      await()
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(() -> {
            assertThat(running.operator().isComplete()).isTrue();
            assertThat(print("clusterscorereport", "cluster")).isNotEmpty();
            assertThat(print("scorereport", "namespace", "-n", "shop")).isNotEmpty();
          });
    }
  }

  private static String print(String... resource) {
    List<String> arguments =
        Stream.concat(
                Stream.concat(Stream.of("get"), Stream.of(resource)),
                Stream.of("-o", "jsonpath={.status.display.score}"))
            .toList();
    return api.kubectl(arguments.toArray(String[]::new)).out();
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
    if (workplace != null) {
      workplace.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCommandOfThePagesRuns() {
    return COMMANDS.stream()
        .filter(command -> Unrun.of(command).isEmpty())
        .map(command -> DynamicTest.dynamicTest(command.toString(), () -> run(command)));
  }

  private static void run(DocumentedCommand command) {
    Output output = workplace.run(command.text());

    assertThat(Ends.of(command.text())).as("%s%n%s", command, output).contains(output.code());
    assertThat(output.err()).as("%s", command).doesNotContain("unexpected, please report");
  }
}
