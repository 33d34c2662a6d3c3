package dev.securescore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that ends when it is told to, and at the latest when this JVM ends, however it ends.
 *
 * <p>A shell holds the other end of a pipe to this JVM: once the pipe closes, it kills the program.
 */
public final class ChildProcess implements AutoCloseable {

  private static final String UNTIL_PIPE_CLOSES = "\"$@\" & cat >/dev/null; kill -KILL $!; wait";

  private final Process shell;
  private final Path log;

  private ChildProcess(Process shell, Path log) {
    this.shell = shell;
    this.log = log;
  }

  /** Starts a program whose output goes to a file. */
  public static ChildProcess start(Path log, List<String> command) throws IOException {
    List<String> whole =
        new ArrayList<>(List.of("sh", "-c", UNTIL_PIPE_CLOSES, command.getFirst()));
    whole.addAll(command);
    Process shell =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ChildProcess(shell, log);
  }

  /** The last lines of what the program wrote, for error messages. */
  public String lastOutput() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "no output: " + e.getMessage();
    }
  }

  /** Whether the program still runs. */
  public boolean isRunning() {
    return shell.isAlive() && shell.children().count() > 1;
  }

  /** The program itself, not the shell around it. */
  public long pid() {
    return shell
        .children()
        .filter(child -> !child.info().command().orElse("").endsWith("cat"))
        .mapToLong(ProcessHandle::pid)
        .min()
        .orElseThrow(() -> new IllegalStateException("has ended: " + lastOutput()));
  }

  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("does not end: " + shell.info().commandLine().orElse("?"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
