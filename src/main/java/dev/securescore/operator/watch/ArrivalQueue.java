package dev.securescore.operator.watch;

import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what one feed reads, in order, while the feed reads on.
 *
 * <p>Reading waits while there is no room. So no more is ever held than what may wait, and what the
 * feed is reading.
 */
final class ArrivalQueue {

  private static final Logger LOG = LoggerFactory.getLogger(ArrivalQueue.class);

  private final Executor inOrder;
  private final Semaphore room;
  private final Object judging = new Object();

  private volatile boolean closed;

  /**
   * An empty queue.
   *
   * @param executor runs what is handed over; it may serve other queues at the same time
   * @param room how many arrivals may wait
   */
  ArrivalQueue(Executor executor, int room) {
    this.inOrder = MoreExecutors.newSequentialExecutor(executor);
    this.room = new Semaphore(room);
  }

  /**
   * Hands an arrival over; waits for room, which always comes, as arrivals are judged or dropped.
   */
  void add(Runnable arrival) {
    room.acquireUninterruptibly();
    try {
      inOrder.execute(() -> {
        try {
          judge(arrival);
        } finally {
          room.release();
        }
      });
    } catch (RuntimeException e) {
      room.release();
      throw e;
    }
  }

  private void judge(Runnable arrival) {
    synchronized (judging) {
      if (!closed) {
        run(arrival);
      }
    }
  }

  /** One that cannot be taken must not end the watch of all others. */
  private static void run(Runnable arrival) {
    try {
      arrival.run();
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("cannot judge what arrived", e);
    }
  }

  /** Runs an action when all that was handed over so far is judged; it must not wait. */
  void afterwards(Runnable action) {
    inOrder.execute(action);
  }

  /** Judges nothing any more; what is being judged is finished before this returns. */
  void close() {
    closed = true;
    synchronized (judging) {
      LOG.trace("closed room={}", room.availablePermits());
    }
  }
}
