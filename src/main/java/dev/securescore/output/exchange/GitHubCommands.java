package dev.securescore.output.exchange;

import dev.securescore.output.Printable;
import java.util.stream.Collectors;

/**
 * Writes remarks as commands of GitHub's workflows, which show them beside the changed lines.
 *
 * <p>Source: toolkit/packages/core/src/command.ts of GitHub Actions: a message escapes {@code %}
 * and line breaks, a property also {@code :} and {@code ,}.
 */
public final class GitHubCommands {

  private GitHubCommands() {}

  /** A line for each remark. */
  public static String of(Remarks remarks, SourceRoot root) {
    return remarks.remarks().stream()
        .map(remark -> line(remark, root))
        .collect(Collectors.joining());
  }

  private static String line(Remark remark, SourceRoot root) {
    String place = "file=" + property(root.relative(remark.file()));
    return "::"
        + command(remark.level())
        + " "
        + (remark.line() > 0 ? place + ",line=" + remark.line() : place)
        + ",title="
        + property(remark.rule())
        + "::"
        + message(remark.about() + ": " + remark.message())
        + "\n";
  }

  private static String command(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE, OPEN -> "notice";
    };
  }

  private static String message(String text) {
    return Printable.of(text).replace("%", "%25");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}
