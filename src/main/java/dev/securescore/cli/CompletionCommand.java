package dev.securescore.cli;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete our commands. */
@Command(
    name = "completion",
    description = "Prints a script that lets a shell complete commands and options.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(secure-score completion bash)",
      "  secure-score completion zsh > ~/.secure-score.zsh",
      "  secure-score completion fish > ~/.config/fish/completions/secure-score.fish",
    })
final class CompletionCommand implements Callable<Integer> {

  private static final String NAME = "secure-score";

  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.BASH;

  /** The shells we know. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  CompletionCommand(RootCommand root) {
    this.console = root.console();
  }

  @Override
  public Integer call() {
    CommandLine all = Objects.requireNonNull(spec).root().commandLine();
    console.print(
        switch (shell) {
          // picocli's script loads zsh's bashcompinit itself
          case BASH, ZSH -> AutoComplete.bash(NAME, all);
          case FISH -> FishCompletion.of(NAME, all);
        });
    return ExitCode.FINE;
  }
}
