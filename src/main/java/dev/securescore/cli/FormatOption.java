package dev.securescore.cli;

import dev.securescore.output.Documents;
import dev.securescore.output.Format;
import dev.securescore.output.Screen;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How a command prints one record: as a table for people, or as it is for programs. */
final class FormatOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print the result: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.TABLE;

  /** Prints a result in the chosen way. */
  void print(RootCommand root, Object document, Function<Screen, String> table) {
    root.console()
        .print(
            switch (format) {
              case TABLE -> table.apply(root.screen());
              case JSON -> Documents.json(document);
              case YAML -> Documents.yaml(document);
            });
  }
}
