package dev.securescore.cli;

import dev.securescore.output.Printable;
import dev.securescore.output.Screen;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes: results to {@code out}, all else to {@code err}.
 *
 * @param out for results
 * @param err for messages and progress
 * @param in standard input
 * @param outIsTerminal whether people look at the results
 * @param errIsTerminal whether people look at the messages
 * @param unicode whether the terminal shows more than ASCII
 * @param environment the environment variables
 * @param clock tells the time
 */
record Console(
    PrintWriter out,
    PrintWriter err,
    InputStream in,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean unicode,
    Map<String, String> environment,
    Clock clock) {

  private static final int USUAL_WIDTH = 100;
  private static final int LEAST_WIDTH = 40;

  /** The console of the process; the launcher knows best which streams are terminals. */
  static Console ofProcess() {
    String terminals = System.getProperty("secure-score.terminals", fromJava());
    Charset charset = charset();
    return new Console(
        writer(FileDescriptor.out, charset),
        writer(FileDescriptor.err, charset),
        System.in,
        terminals.contains("out"),
        terminals.contains("err"),
        charset.equals(StandardCharsets.UTF_8),
        System.getenv(),
        Clock.systemUTC());
  }

  private static String fromJava() {
    java.io.@Nullable Console console = System.console();
    return console != null && console.isTerminal() ? "out,err" : "";
  }

  private static Charset charset() {
    String name = System.getProperty("native.encoding", "UTF-8");
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }

  private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
    return new PrintWriter(new FileOutputStream(descriptor), false, charset);
  }

  /** How people see the results. */
  Screen screen(boolean colourWanted) {
    boolean colour =
        colourWanted
            && outIsTerminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Screen(colour, outIsTerminal && unicode, width());
  }

  private int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (columns.matches("[1-9][0-9]{0,4}")) {
      return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
    }
    return outIsTerminal ? USUAL_WIDTH : Screen.UNBOUNDED;
  }

  /** Prints a result as it is. */
  void print(String result) {
    out.print(result);
    out.flush();
  }

  /** Tells people what is wrong; returns whether anything is. */
  boolean sayAll(List<?> problems) {
    problems.forEach(problem -> say(problem.toString()));
    return !problems.isEmpty();
  }

  /** Tells people something beside the result. */
  void say(String message) {
    err.println(Printable.of(message));
    err.flush();
  }
}
