package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page for people, some cells of whose tables are computed.
 *
 * @param file where it is
 * @param lines its text
 */
record Page(Path file, List<String> lines) {

  private static final Pattern LINK = Pattern.compile("\\[`([a-z0-9-]+)`]\\(.*\\)");

  static Page read(String path) {
    Path file = Project.root().resolve(path);
    try {
      return new Page(file, Files.readAllLines(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The cells of each row of a table, headings left out. */
  Stream<List<String>> rows() {
    return lines.stream()
        .filter(Page::isRow)
        .map(Page::cells)
        .filter(cells -> !cells.getFirst().startsWith("---"));
  }

  /** Fails where computing the rows anew gives another page; writes that one when asked to. */
  void verify(UnaryOperator<List<String>> compute, String test) throws IOException {
    List<String> computed =
        lines.stream().map(line -> isRow(line) ? line(compute.apply(cells(line))) : line).toList();
    if (Boolean.getBoolean("secure-score.update")) {
      Files.write(file, computed);
      return;
    }
    assertThat(lines)
        .as("write %s: mvn test -Dtest=%s -Dsecure-score.update=true", file.getFileName(), test)
        .isEqualTo(computed);
  }

  private static boolean isRow(String line) {
    return line.startsWith("| ");
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** The recommendation that a cell links to, if it does. */
  static Optional<String> recommendation(String cell) {
    Matcher matcher = LINK.matcher(cell);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
