package dev.securescore.operator.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is due when a test lets time pass, in the test's own thread. */
final class ManualScheduler extends ScheduledThreadPoolExecutor {

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing((Task task) -> task.due));
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");

  ManualScheduler() {
    super(1);
  }

  Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  void pass(Duration time) {
    Instant end = now.plus(time);
    while (!tasks.isEmpty() && !tasks.peek().due.isAfter(end)) {
      Task task = tasks.poll();
      now = task.due.isAfter(now) ? task.due : now;
      task.run();
    }
    now = end;
  }

  @Override
  public void execute(Runnable action) {
    var task = schedule(action, 0, TimeUnit.MILLISECONDS);
    assert !task.isDone();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
    Task task = new Task(action, now.plus(Duration.of(delay, unit.toChronoUnit())));
    tasks.add(task);
    return task;
  }

  private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

    private final Instant due;

    Task(Runnable action, Instant due) {
      super(action, null);
      this.due = due;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Delayed other) {
      throw new UnsupportedOperationException();
    }
  }
}
