package dev.securescore.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomResourceValidationIT {

  private static final Path EXAMPLES =
      Project.root().resolve("src/test/resources/dev/securescore/api");

  private static final String EXPECT = "# expect: ";

  private static KubeApi api;

  @BeforeAll
  static void start() {
    api = KubeApi.shared();
  }

  static List<String> valid() throws IOException {
    return Stream.concat(examples("valid-").stream(), examples("example-").stream()).toList();
  }

  static List<String> invalid() throws IOException {
    return examples("invalid-");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void validResourceIsTaken(String example) {
    Output output = apply(example);

    assertThat(output.code()).as(output.err()).isZero();
    assertThat(output.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidResourceIsRefusedWithFieldAndRemedy(String example) throws IOException {
    List<String> expected =
        Files.readAllLines(EXAMPLES.resolve(example)).stream()
            .filter(line -> line.startsWith(EXPECT))
            .map(line -> line.substring(EXPECT.length()))
            .toList();
    Output output = apply(example);

    assertThat(expected).isNotEmpty();
    assertThat(output.code()).isNotZero();
    assertThat(output.err()).contains(expected);
  }

  @Test
  void everyRecommendationOfTheLibraryIsTaken() {
    Output output =
        api.kubectl(
            "create",
            "--dry-run=server",
            "--filename=" + Project.root().resolve("config/recommendations"));

    assertThat(output.code()).as(output.err()).isZero();
    assertThat(output.out()).contains("securityrecommendation.securescore.dev/run-as-non-root");
  }

  private static Output apply(String example) {
    return api.kubectl(
        "create",
        "--dry-run=server",
        "--namespace=default",
        "--filename=" + EXAMPLES.resolve(example));
  }

  private static List<String> examples(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    }
  }
}
