package dev.securescore.chart;

import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docs/uninstall.md} says is left once everything was uninstalled. */
final class Leftovers {

  private static final Pattern KIND = Pattern.compile("`([a-z]+)`");

  private Leftovers() {}

  /**
   * The kinds in the page's table.
   *
   * @param released whether Helm installed it, as a release
   */
  static Set<String> documented(boolean released) throws IOException {
    return Files.readAllLines(Project.root().resolve("docs/uninstall.md")).stream()
        .filter(line -> line.startsWith("| "))
        .filter(line -> !released || !line.startsWith("| without a release:"))
        .map(line -> line.split("\\|", -1)[2])
        .flatMap(cell -> KIND.matcher(cell).results())
        .map(kind -> kind.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The kinds of some objects, each written as {@code namespace/kind.group/name}. */
  static Set<String> kinds(Set<String> objects) {
    return objects.stream()
        .map(object -> object.split("/", -1)[1].replaceFirst("\\..*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
