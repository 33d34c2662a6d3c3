package dev.securescore.operator.enforce;

import dev.securescore.api.EnforcementAction;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.cel.CelLanguage;
import dev.securescore.enforcement.EnforcementState;
import dev.securescore.engine.Engine;
import dev.securescore.exemption.ExemptionKinds;
import dev.securescore.exemption.Exemptions;
import dev.securescore.operator.write.EnforcementStates;
import dev.securescore.operator.write.Freshness;
import dev.securescore.operator.write.WriteGate;
import dev.securescore.report.Spread;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the policies and bindings that recommendations ask for; only the leader writes.
 *
 * <p>Looks at most once a second, and does nothing unless something changed that it depends on: the
 * catalogue, exemptions, verdicts, or the objects themselves.
 */
public final class Enforcing implements EnforcementStates, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Enforcing.class);
  private static final long LOOK_MILLIS = 1_000;
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final Engine engine;
  private final LongSupplier changes;
  private final WriteGate gate;
  private final Freshness freshness;
  private final Clock clock;
  private final Intentions intentions = new Intentions(CelLanguage.kubernetes());
  private final AtomicLong events = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final KeptPolicies kept;
  private final ServerRelease server;
  private final Map<String, EnforcementState> states = new ConcurrentHashMap<>();

  private Consumer<String> listener = name -> {};
  private boolean wasComplete;
  private @Nullable Basis basis;
  private Instant retryAt = Instant.MAX;
  private @Nullable ScheduledFuture<?> looking;

  /** What a pass depends on. */
  private record Basis(
      Catalog catalog,
      Exemptions exemptions,
      boolean exemptionsAreKnown,
      boolean complete,
      long changes,
      long events) {}

  /**
   * Enforcement of one engine's catalogue; all arguments stay the caller's.
   *
   * @param changes how often a verdict changed so far
   */
  public Enforcing(
      KubernetesClient client,
      Engine engine,
      LongSupplier changes,
      WriteGate gate,
      Freshness freshness,
      Clock clock) {
    this.engine = engine;
    this.changes = changes;
    this.gate = gate;
    this.freshness = freshness;
    this.clock = clock;
    this.kept = new KeptPolicies(client, events::incrementAndGet);
    this.server = new ServerRelease(client, clock);
  }

  /**
   * Begins to watch and to look.
   *
   * @param changed hears the name of each recommendation whose state changed
   */
  public void start(ScheduledExecutorService scheduler, Consumer<String> changed) {
    listener = changed;
    kept.start();
    looking =
        scheduler.scheduleWithFixedDelay(
            this::lookOrLog, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public EnforcementState of(SecurityRecommendation recommendation) {
    return recommendation.getSpec().enforcement().action() == EnforcementAction.DISABLED
        ? EnforcementState.DISABLED
        : states.getOrDefault(
            recommendation.getMetadata().getName(),
            EnforcementState.nothing("Pending", "resources are being read"));
  }

  private void lookOrLog() {
    try {
      look();
    } catch (RuntimeException failure) {
      basis = null;
      LOG.error("cannot see to what is enforced, will try again", failure);
    }
  }

  private synchronized void look() {
    boolean complete = freshness.isComplete();
    wasComplete |= complete;
    if (stopped.get() || !gate.isOpen() || !wasComplete) {
      basis = null;
      return;
    }
    Basis current =
        new Basis(
            engine.catalog(),
            engine.exemptions(),
            ExemptionKinds.among(engine.unavailable().keySet()).isEmpty(),
            complete,
            changes.getAsLong(),
            events.get());
    if (!kept.isKnown()) {
      current
          .catalog()
          .judged()
          .forEach(each ->
              tell(
                  each.name(),
                  EnforcementState.nothing(
                      "Pending",
                      "validatingadmissionpolicies and their bindings cannot be listed")));
      return;
    }
    if (current.equals(basis) && clock.instant().isBefore(retryAt)) {
      return;
    }
    basis = current;
    retryAt = Instant.MAX;
    pass(current);
  }

  private void pass(Basis current) {
    Map<String, Intention> asked =
        intentions.of(
            current.catalog(),
            current.exemptions(),
            current.complete() ? Spread.of(engine) : null,
            server.get());
    Map<String, Intention> wanted =
        current.exemptionsAreKnown() ? asked : Intentions.withoutExemptions(asked);
    if (!kept.removeAllBut(wanted)) {
      retryAt = clock.instant().plus(RETRY);
    }
    wanted.forEach((name, intention) -> {
      KeptPolicies.Outcome outcome = kept.keep(name, intention);
      if (outcome.failed() || outcome.state().reason().equals(Intentions.TOO_OLD)) {
        retryAt = clock.instant().plus(RETRY);
      }
      tell(name, outcome.state());
    });
    states.keySet().stream()
        .filter(name -> !wanted.containsKey(name))
        .forEach(name -> {
          states.remove(name);
          listener.accept(name);
        });
  }

  private void tell(String name, EnforcementState state) {
    if (!state.equals(states.put(name, state))) {
      listener.accept(name);
    }
  }

  @Override
  public void close() {
    stopped.set(true);
    @Nullable ScheduledFuture<?> ending = looking;
    if (ending != null) {
      ending.cancel(false);
    }
    kept.close();
  }
}
