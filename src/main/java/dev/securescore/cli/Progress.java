package dev.securescore.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A bar on a terminal, from the moment on that work turns out to be long; thread-safe. */
final class Progress implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final int WIDTH = 30;

  private final Console console;
  private final Clock clock;
  private final int total;
  private Instant next;
  private int done;
  private boolean shown;

  Progress(Console console, int total) {
    this.console = console;
    this.clock = console.clock();
    this.total = total;
    this.next = clock.instant().plus(PATIENCE);
  }

  synchronized void step() {
    done++;
    if (!console.errIsTerminal()) {
      return;
    }
    Instant now = clock.instant();
    if (now.isAfter(next)) {
      next = now.plus(BETWEEN);
      shown = true;
      int filled = WIDTH * done / Math.max(1, total);
      console
          .err()
          .print(
              "\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + "/" + total);
      console.err().flush();
    }
  }

  /** Removes the bar. */
  @Override
  public void close() {
    if (shown) {
      console.err().print("\r\u001b[K");
      console.err().flush();
    }
  }
}
