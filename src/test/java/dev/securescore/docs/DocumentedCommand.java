package dev.securescore.docs;

import dev.securescore.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command line in a page.
 *
 * @param page the file, from the root of the project
 * @param line its number there
 * @param block the number of the line where its block begins
 * @param text without prompt and remark
 */
public record DocumentedCommand(String page, int line, int block, String text) {

  private static final Pattern COMMAND =
      Pattern.compile(
          "(\\./secure-score|secure-score|kubectl|helm|mvn|hack/\\S+|\\.ci/run|bench/\\S+|sed|git|cosign|source|ln)( .*)?");
  private static final Pattern REMARK = Pattern.compile("\\s{2,}#.*|\\s{2,}….*");
  private static final Pattern STEP = Pattern.compile("\\s*- (run: )?(?=secure-score )");

  /**
   * Every command of the pages that people read, in their order; those that uninstall come last.
   */
  static List<DocumentedCommand> all() {
    return pages().stream().flatMap(page -> new Reader(page).read().stream()).toList();
  }

  /**
   * The commands of the block of a page that holds a command with some words.
   *
   * @throws AssertionError where no block or more than one does
   */
  public static List<DocumentedCommand> together(String page, String words) {
    List<DocumentedCommand> commands = new Reader(Project.root().resolve(page)).read();
    List<Integer> blocks =
        commands.stream()
            .filter(command -> command.text().contains(words))
            .map(DocumentedCommand::block)
            .distinct()
            .toList();
    if (blocks.size() != 1) {
      throw new AssertionError(
          "%d blocks of %s hold a command with '%s'".formatted(blocks.size(), page, words));
    }
    return commands.stream().filter(command -> command.block() == blocks.getFirst()).toList();
  }

  private static List<Path> pages() {
    Path root = Project.root();
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      return Stream.concat(
              Stream.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")),
              docs.filter(file -> file.toString().endsWith(".md"))
                  .sorted(
                      Comparator.comparing((Path file) -> file.endsWith("uninstall.md"))
                          .thenComparing(Path::getFileName)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return page + ":" + line + " " + text;
  }

  /** Reads the blocks of one page. */
  private static final class Reader {

    private final String page;
    private final List<String> lines;
    private final List<DocumentedCommand> commands = new ArrayList<>();

    Reader(Path file) {
      page = Project.root().relativize(file).toString();
      try {
        lines = Files.readAllLines(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<DocumentedCommand> read() {
      int at = 0;
      while (at < lines.size()) {
        String line = lines.get(at);
        if (line.startsWith("```")) {
          int end = at + 1;
          while (!lines.get(end).startsWith("```")) {
            end++;
          }
          block(line.substring(3).strip(), at + 1, end);
          at = end + 1;
        } else if (line.startsWith("    ") && (at == 0 || lines.get(at - 1).isBlank())) {
          int end = at;
          while (end < lines.size() && lines.get(end).startsWith("    ")) {
            end++;
          }
          block("", at, end);
          at = end;
        } else {
          at++;
        }
      }
      return commands;
    }

    private void block(String language, int from, int to) {
      boolean prompted = lines.subList(from, to).stream().anyMatch(each -> each.startsWith("$ "));
      for (int at = from; at < to; at++) {
        String text = REMARK.matcher(lines.get(at).strip()).replaceFirst("");
        int number = at + 1;
        while (text.endsWith("\\")) {
          at++;
          text = text.substring(0, text.length() - 1) + lines.get(at).strip();
        }
        if (language.equals("yaml")) {
          if (STEP.matcher(text).lookingAt()) {
            add(number, from, STEP.matcher(text).replaceFirst(""));
          }
        } else if (prompted) {
          if (text.startsWith("$ ")) {
            add(number, from, text.substring(2));
          }
        } else if (COMMAND.matcher(text).matches()) {
          add(number, from, text);
        } else if (!commands.isEmpty() && commands.getLast().line() > from && !text.isBlank()) {
          throw new AssertionError(
              page + ":" + number + ": is this a command among commands? " + text);
        }
      }
    }

    private void add(int number, int block, String text) {
      commands.add(new DocumentedCommand(page, number, block, text.strip()));
    }
  }
}
