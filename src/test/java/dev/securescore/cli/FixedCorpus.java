package dev.securescore.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A part of the corpus, copied to where it may be changed, before and after {@code fix}. */
record FixedCorpus(Path folder, double before, double after, Outcome fixing) {

  static FixedCorpus of(String name, Path copy) {
    Path source = Path.of(System.getProperty("secure-score.corpus", "corpus"), name);
    assumeTrue(Files.exists(source), "no corpus");
    copy(source, copy);
    double before = score(copy);
    Outcome fixing = new CommandRun().of("fix", "--risk", "High", copy.toString());
    return new FixedCorpus(copy, before, score(copy), fixing);
  }

  private static void copy(Path source, Path target) {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = target.resolve(source.relativize(file).toString());
        Files.createDirectories(copied.getParent());
        Files.copy(file, copied);
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static double score(Path folder) {
    Outcome scan = new CommandRun().of("scan", "-o", "json", folder.toString());
    return Double.parseDouble(scan.json().at("/display/score").asText().replace("?", ""));
  }

  /** The manifests, in the order of their names. */
  List<Path> manifests() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
