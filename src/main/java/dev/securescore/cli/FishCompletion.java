package dev.securescore.cli;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion script for fish, which picocli does not. */
final class FishCompletion {

  private FishCompletion() {}

  static String of(String name, CommandLine root) {
    StringBuilder script = new StringBuilder("complete -c " + name + " -f\n");
    root.getSubcommands()
        .forEach((command, line) -> {
          script
              .append("complete -c ")
              .append(name)
              .append(" -n __fish_use_subcommand -a ")
              .append(command)
              .append(description(first(line.getCommandSpec().usageMessage().description())))
              .append('\n');
          String condition = " -n '__fish_seen_subcommand_from " + command + "'";
          line.getCommandSpec()
              .options()
              .forEach(option ->
                  script.append("complete -c ").append(name).append(condition).append(of(option)));
          if (!line.getCommandSpec().positionalParameters().isEmpty()) {
            script.append("complete -c ").append(name).append(condition).append(" -F\n");
          }
        });
    return script.toString();
  }

  private static String of(OptionSpec option) {
    StringBuilder line = new StringBuilder();
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    if (option.arity().max() > 0) {
      line.append(" -r");
      Iterable<String> candidates = option.completionCandidates();
      if (candidates != null) {
        String words =
            StreamSupport.stream(candidates.spliterator(), false).collect(Collectors.joining(" "));
        line.append(" -a '").append(words).append('\'');
      }
    }
    return line.append(description(first(option.description()))).append('\n').toString();
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  private static String description(String text) {
    return text.isEmpty() ? "" : " -d '" + text.replace("'", "\\'") + "'";
  }
}
