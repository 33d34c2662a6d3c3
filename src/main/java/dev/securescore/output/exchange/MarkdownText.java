package dev.securescore.output.exchange;

import dev.securescore.output.Printable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text that stays text within Markdown, whatever its author hoped for. */
final class MarkdownText {

  private static final Pattern PUNCTUATION = Pattern.compile("([!-/:-@\\[-`{-~])");
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private MarkdownText() {}

  /** Words of a trusted author: every sign loses its meaning, letters stay as they are. */
  static String words(String text) {
    return PUNCTUATION.matcher(Printable.of(text)).replaceAll("\\\\$1");
  }

  /**
   * Words that anybody may have written, as code for a cell of a table.
   *
   * <p>In code nothing is a link, an image, or a mention that calls somebody.
   */
  static String code(String text) {
    String safe = Printable.of(text);
    if (safe.isBlank()) {
      return "";
    }
    int longest =
        BACKTICKS.matcher(safe).results().mapToInt(found -> found.group().length()).max().orElse(0);
    String fence = "`".repeat(longest + 1);
    String space = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
    return fence + space + safe.replace("|", "\\|") + space + fence;
  }

  static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
