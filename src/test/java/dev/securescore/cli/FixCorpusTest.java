package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's patches over real manifests: the score rises, comments stay, and it is done. */
class FixCorpusTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes-goat", "microservices-demo"})
  void scoreRisesAndASecondRunChangesNothing(String name) {
    FixedCorpus fixed = FixedCorpus.of(name, folder);
    Map<Path, String> texts = texts(fixed.manifests());

    Outcome second = new CommandRun().of("fix", "--risk", "High", folder.toString());

    System.out.printf("%s: %s", name, fixed.fixing().err().lines().toList().getLast() + "\n");
    assertThat(fixed.fixing().exitCode()).isZero();
    assertThat(fixed.after()).isGreaterThan(fixed.before());
    assertThat(second.out()).isEmpty();
    assertThat(texts(fixed.manifests())).isEqualTo(texts);
    Path source = Path.of(System.getProperty("secure-score.corpus")).resolve(name);
    assertThat(texts)
        .allSatisfy((file, text) ->
            assertThat(comments(text))
                .isEqualTo(comments(text(source.resolve(folder.relativize(file))))));
  }

  private static Map<Path, String> texts(List<Path> files) {
    return files.stream().collect(Collectors.toMap(file -> file, FixCorpusTest::text));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static List<String> comments(String text) {
    return text.lines().filter(line -> line.strip().startsWith("#")).toList();
  }
}
