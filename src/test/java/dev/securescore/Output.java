package dev.securescore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a program printed, and the code it ended with. */
public record Output(int code, String out, String err) {

  /** Runs a program to its end, at most two minutes. */
  public static Output of(ProcessBuilder builder) {
    try {
      Path out = Files.createTempFile("out", null);
      Path err = Files.createTempFile("err", null);
      try {
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException("still runs after two minutes: " + builder.command());
        }
        return new Output(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + builder.command(), e);
    }
  }

  /** What was printed to stdout, where the program succeeded. */
  public String orFail() {
    if (code != 0) {
      throw new AssertionError(this);
    }
    return out;
  }
}
