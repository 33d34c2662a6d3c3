package dev.securescore.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells what runs. */
@Command(
    name = "version",
    description = "Prints the version of this program and of the Java it runs on.",
    footerHeading = "%nExample:%n",
    footer = "  ${ROOT-COMMAND-NAME} version")
final class VersionCommand implements Callable<Integer> {

  private final Console console;

  VersionCommand(RootCommand root) {
    this.console = root.console();
  }

  @Override
  public Integer call() {
    console.print("secure-score " + version() + " (Java " + Runtime.version() + ")\n");
    return ExitCode.FINE;
  }

  /** The version in the manifest of our jar; {@code development} without a jar. */
  static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
