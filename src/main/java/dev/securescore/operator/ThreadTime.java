package dev.securescore.operator;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * The time that a thread really worked, in nanoseconds.
 *
 * <p>An evaluation is bounded by it: on the wall clock a throttled or crowded machine would turn
 * healthy verdicts into NotEvaluated.
 */
public final class ThreadTime implements LongSupplier {

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final boolean isSupported = threads.isCurrentThreadCpuTimeSupported();

  @Override
  public long getAsLong() {
    return isSupported && !Thread.currentThread().isVirtual()
        ? threads.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
