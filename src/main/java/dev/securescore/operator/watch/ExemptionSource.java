package dev.securescore.operator.watch;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Reread;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.ExemptionKinds;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.KindName;
import dev.securescore.operator.write.ExemptionSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the declared exemptions in force, each time somebody changed one, and when one ends.
 *
 * <p>What is declared within a fifth of a second is one change.
 */
final class ExemptionSource implements ExemptionSink {

  private static final Logger LOG = LoggerFactory.getLogger(ExemptionSource.class);
  private static final Duration GATHER = Duration.ofMillis(200);

  /** A clock may be set while a timer runs, so no timer is trusted for longer. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Engine engine;
  private final ScheduledExecutorService scheduler;
  private final Clock clock;
  private final Consumer<Map<String, Reread>> rereads;
  private final Map<ExemptionName, Declaration> declarations = new ConcurrentHashMap<>();

  private boolean isPlanned;
  private @Nullable ScheduledFuture<?> nextExpiry;

  /**
   * A source for an engine.
   *
   * @param rereads takes what must be read again, by namespace; everywhere where that is empty
   */
  ExemptionSource(
      Engine engine,
      ScheduledExecutorService scheduler,
      Clock clock,
      Consumer<Map<String, Reread>> rereads) {
    this.engine = engine;
    this.scheduler = scheduler;
    this.clock = clock;
    this.rereads = rereads;
  }

  /**
   * Takes everything that is declared, and puts it in force before it returns.
   *
   * <p>What is known of one already was told later than it was read.
   */
  void load(Collection<Declaration> all) {
    all.forEach(each -> declarations.putIfAbsent(each.name(), each));
    make();
  }

  /** Forgets those of some names that are not declared any more. */
  void retain(Collection<ExemptionName> before, Set<ExemptionName> declared) {
    before.stream().filter(name -> !declared.contains(name)).forEach(this::remove);
  }

  /** The names that are known now. */
  List<ExemptionName> names() {
    return List.copyOf(declarations.keySet());
  }

  /** Whether a change waits to be put in force. */
  synchronized boolean isPending() {
    return isPlanned;
  }

  @Override
  public void put(Declaration declaration) {
    if (!declaration.equals(declarations.put(declaration.name(), declaration))) {
      changed();
    }
  }

  @Override
  public void remove(ExemptionName name) {
    if (declarations.remove(name) != null) {
      changed();
    }
  }

  /** Decides anew: a declaration, the policy or the catalogue changed. */
  synchronized void changed() {
    if (!isPlanned) {
      isPlanned = true;
      plan(this::pass, GATHER);
    }
  }

  private void pass() {
    synchronized (this) {
      isPlanned = false;
    }
    try {
      make();
    } catch (RuntimeException e) {
      LOG.error("cannot put exemptions in force, the former stay", e);
    }
  }

  private synchronized void make() {
    Instant now = clock.instant();
    Exemptions next = Exemptions.of(readable(), engine.catalog().policy().exemptions(), now);
    if (!next.equals(engine.exemptions())) {
      rereads.accept(engine.exempt(next));
      LOG.info(
          "exemptions in force declared={} holding={}", next.all().size(), next.holding().size());
    }
    planNextExpiry(now, next.nextExpiry().orElse(null));
  }

  /** Of a kind that cannot be read any more, nobody would tell that one was taken back. */
  private List<Declaration> readable() {
    List<KindName> unreadable = ExemptionKinds.among(engine.unavailable().keySet());
    return declarations.values().stream()
        .filter(each -> !unreadable.contains(ExemptionKinds.of(each.name())))
        .toList();
  }

  private void planNextExpiry(Instant now, @Nullable Instant next) {
    if (nextExpiry != null) {
      nextExpiry.cancel(false);
    }
    nextExpiry = next == null ? null : plan(this::pass, until(now, next));
  }

  private static Duration until(Instant now, Instant next) {
    Duration rest = Duration.between(now, next).plusMillis(1);
    return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
  }

  @CanIgnoreReturnValue
  private ScheduledFuture<?> plan(Runnable action, Duration wait) {
    return scheduler.schedule(action, Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
  }
}
