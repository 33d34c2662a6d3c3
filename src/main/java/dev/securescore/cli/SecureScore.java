package dev.securescore.cli;

import dev.securescore.output.Printable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the command line. */
public final class SecureScore {

  /** The commands that look at the others. */
  private static final Set<String> WITH_ALL = Set.of("completion", "help");

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
    CommandLine commandLine = commandLine(console, arguments);
    if (arguments.length > 0 && arguments[0].equals(KubectlCompletion.COMMAND)) {
      List<String> typed = List.of(arguments).subList(1, arguments.length);
      console.print(KubectlCompletion.of(commandLine.getCommandSpec(), typed));
      return ExitCode.FINE;
    }
    return commandLine.execute(arguments);
  }

  /** The whole command line. */
  static CommandLine commandLine(Console console) {
    return commandLine(console, new String[0]);
  }

  /** Has one command alone where the arguments begin with it: each costs as much as a scan does. */
  private static CommandLine commandLine(Console console, String[] arguments) {
    BuiltIn builtIn =
        arguments.length > 0 && arguments[0].equals("scan") ? BuiltIn.atOnce() : BuiltIn.onDemand();
    RootCommand root = new RootCommand(console);
    CommandLine commandLine = new CommandLine(root);
    Map<String, Supplier<CommandLine>> commands = commands(root, builtIn);
    @Nullable Supplier<CommandLine> wanted =
        arguments.length == 0 ? null : commands.get(arguments[0]);
    if (wanted == null || WITH_ALL.contains(arguments[0])) {
      commands.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
    } else {
      commandLine.addSubcommand(arguments[0], wanted.get());
    }
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

  private static Map<String, Supplier<CommandLine>> commands(RootCommand root, BuiltIn builtIn) {
    Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
    commands.put("scan", () -> new CommandLine(new ScanCommand(root, builtIn)));
    commands.put("fix", () -> new CommandLine(new FixCommand(root)));
    commands.put("test", () -> new CommandLine(new TestCommand(root)));
    commands.put("lint", () -> new CommandLine(new LintCommand(root)));
    commands.put("status", () -> new CommandLine(new StatusCommand(root, new ClusterOptions())));
    commands.put("explain", () -> new CommandLine(new ExplainCommand(root)));
    commands.put("kinds", () -> new CommandLine(new KindsCommand(root)));
    commands.put(
        "export",
        () -> new CommandLine(new ExportCommand()).addSubcommand(new ExportVapCommand(root)));
    commands.put("run", () -> new CommandLine(new RunCommand(root.console())));
    commands.put("demo", () -> new CommandLine(new DemoCommand(root)));
    commands.put("completion", () -> new CommandLine(new CompletionCommand(root)));
    commands.put("version", () -> new CommandLine(new VersionCommand(root)));
    commands.put("help", () -> new CommandLine(new CommandLine.HelpCommand()));
    return commands;
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
