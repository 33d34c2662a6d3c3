package dev.securescore.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Answers kubectl, which asks {@code kubectl_complete-secure_score} what may follow.
 *
 * <p>The answer is a line for each candidate and then a colon with a number, as Cobra's completions
 * have it: 4 for no files, 0 for files where there is no candidate.
 */
final class KubectlCompletion {

  /** The first argument of such a question. */
  static final String COMMAND = "__complete";

  /** What our commands call an argument that is a file or folder. */
  private static final Set<String> FILE_LABELS = Set.of("PATH", "FILE");

  private static final String FILES = ":0\n";
  private static final String NO_FILES = ":4\n";

  private KubectlCompletion() {}

  /** What may follow words of which the last is the one that is being typed. */
  static String of(CommandSpec root, List<String> words) {
    if (words.isEmpty()) {
      return FILES;
    }
    String typed = words.getLast();
    List<CharSequence> endings = new ArrayList<>();
    AutoComplete.complete(
        root,
        words.toArray(String[]::new),
        words.size() - 1,
        typed.length(),
        String.join(" ", words).length(),
        endings);
    String lines =
        endings.stream()
            .map(ending -> typed + ending)
            .distinct()
            .sorted()
            .map(candidate -> candidate + "\n")
            .collect(Collectors.joining());
    return lines + (lines.isEmpty() && takesFiles(root, words) ? FILES : NO_FILES);
  }

  private static boolean takesFiles(CommandSpec root, List<String> words) {
    CommandSpec command = root;
    for (String word : words.subList(0, words.size() - 1)) {
      CommandLine next = command.subcommands().get(word);
      if (next != null) {
        command = next.getCommandSpec();
      }
    }
    String before = words.size() < 2 ? "" : words.get(words.size() - 2);
    OptionSpec option = command.findOption(before);
    return (option != null && option.arity().max() > 0)
        ? isFile(option)
        : command.positionalParameters().stream().anyMatch(KubectlCompletion::isFile);
  }

  private static boolean isFile(ArgSpec argument) {
    return FILE_LABELS.contains(argument.paramLabel());
  }
}
