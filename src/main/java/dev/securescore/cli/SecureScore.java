package dev.securescore.cli;

import dev.securescore.output.Printable;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command line. */
public final class SecureScore {

  private SecureScore() {}

  /** Runs the command named by the arguments and exits with its code. */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    int code = ExitCode.FAILED;
    try {
      code = run(console, arguments);
    } catch (LinkageError | OutOfMemoryError broken) {
      console.say("error: cannot go on, please report: " + broken);
      console.err().flush();
    }
    System.exit(code);
  }

  /** Runs a command; returns its exit code. */
  static int run(Console console, String... arguments) {
    return commandLine(console).execute(arguments);
  }

  static CommandLine commandLine(Console console) {
    RootCommand root = new RootCommand(console);
    CommandLine commandLine = new CommandLine(root);
    commandLine.addSubcommand(new ScanCommand(root));
    commandLine.addSubcommand(new FixCommand(root));
    commandLine.addSubcommand(new TestCommand(root));
    commandLine.addSubcommand(new LintCommand(root));
    commandLine.addSubcommand(new StatusCommand(root, new ClusterOptions()));
    commandLine.addSubcommand(new ExplainCommand(root));
    CommandLine export = new CommandLine(new ExportCommand());
    export.addSubcommand(new ExportVapCommand(root));
    commandLine.addSubcommand(export);
    commandLine.addSubcommand(new RunCommand(console));
    commandLine.addSubcommand(new DemoCommand(root));
    commandLine.addSubcommand(new CompletionCommand(root));
    commandLine.addSubcommand(new VersionCommand(root));
    commandLine.addSubcommand(new CommandLine.HelpCommand());
    commandLine.setCommandName(System.getProperty("secure-score.name", "secure-score"));
    commandLine.setOut(console.out());
    commandLine.setErr(console.err());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(ansi(console)));
    commandLine.setParameterExceptionHandler((failed, given) -> usage(failed));
    commandLine.setExecutionExceptionHandler(
        (failed, command, result) -> failure(console, root.debug(), failed));
    addHelp(commandLine);
    return commandLine;
  }

  private static CommandLine.Help.Ansi ansi(Console console) {
    return console.screen(true).colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
  }

  private static void addHelp(CommandLine commandLine) {
    if (!(commandLine.getCommand() instanceof CommandLine.HelpCommand)) {
      commandLine
          .getCommandSpec()
          .addOption(
              CommandLine.Model.OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this help.")
                  .build());
    }
    commandLine.getSubcommands().values().forEach(SecureScore::addHelp);
  }

  private static int usage(ParameterException failed) {
    CommandLine command = failed.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + Printable.of(String.valueOf(failed.getMessage())));
    UnmatchedArgumentException.printSuggestions(failed, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  private static int failure(Console console, boolean debug, Exception failed) {
    console.say(
        "error: "
            + (failed instanceof Failure
                ? failed.getMessage()
                : "unexpected, please report: " + failed));
    if (debug) {
      failed.printStackTrace(console.err());
    } else {
      console.say("--debug shows where this comes from");
    }
    console.err().flush();
    return ExitCode.FAILED;
  }
}
