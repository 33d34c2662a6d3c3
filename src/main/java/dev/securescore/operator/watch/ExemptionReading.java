package dev.securescore.operator.watch;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.api.SecurityExemption;
import dev.securescore.engine.Engine;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.ExemptionKinds;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.inventory.KindName;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads both kinds of exemptions, and goes on without the one that cannot be read.
 *
 * <p>Without exemptions a score can only be lower, so nothing looks better for it. The engine is
 * told, so that metrics and reports say it, and the kind is tried again for ever.
 */
final class ExemptionReading {

  private static final Logger LOG = LoggerFactory.getLogger(ExemptionReading.class);

  private final FeedContext context;
  private final Engine engine;
  private final ExemptionSource source;
  private final Set<KindName> missing = new TreeSet<>();
  private final Set<KindName> unwatched = new TreeSet<>();
  private volatile Predicate<KindName> watched = kind -> false;
  private boolean stopped;

  ExemptionReading(FeedContext context, Engine engine, ExemptionSource source) {
    this.context = context;
    this.engine = engine;
    this.source = source;
  }

  /**
   * Everything that is declared and can be read.
   *
   * @throws KubernetesClientException where the server does not answer
   */
  synchronized List<Declaration> all() {
    List<Declaration> all = new ArrayList<>();
    ExemptionKinds.ALL.forEach(kind -> {
      try {
        all.addAll(of(kind));
        found(kind);
      } catch (KubernetesClientException e) {
        lost(kind, answer(e));
      }
    });
    return all;
  }

  /**
   * The names of all that is declared, of the kinds that can be read.
   *
   * @throws KubernetesClientException where one cannot be read, or the server does not answer
   */
  synchronized Set<ExemptionName> names() {
    return ExemptionKinds.ALL.stream()
        .filter(kind -> !missing.contains(kind))
        .flatMap(kind -> of(kind).stream())
        .map(Declaration::name)
        .collect(Collectors.toSet());
  }

  /** Takes a kind for readable as long as somebody watches it, so that nobody needs to be asked. */
  void whileWatched(Predicate<KindName> isWatched) {
    watched = isWatched;
  }

  /** Looks now and then whether both kinds can still, or at last, be read. */
  void keepLooking() {
    var next =
        context
            .scheduler()
            .schedule(
                this::lookAtBoth, context.settings().retry().toMillis(), TimeUnit.MILLISECONDS);
    LOG.trace("planned done={}", next.isDone());
  }

  synchronized void stop() {
    stopped = true;
  }

  private synchronized void lookAtBoth() {
    if (stopped) {
      return;
    }
    try {
      ExemptionKinds.ALL.forEach(this::look);
    } catch (RuntimeException e) {
      LOG.debug("cannot look for exemptions reason=\"{}\"", e.getMessage());
    }
    keepLooking();
  }

  private void look(KindName kind) {
    try {
      if (missing.contains(kind)) {
        List<Declaration> declared = of(kind);
        source.retain(
            source.names().stream().filter(name -> ExemptionKinds.of(name).equals(kind)).toList(),
            declared.stream().map(Declaration::name).collect(Collectors.toSet()));
        found(kind);
        source.load(declared);
      } else if (watched.test(kind)) {
        unwatched.remove(kind);
      } else if (!unwatched.add(kind)) { // a watch that is just renewed is down for a second
        probe(kind);
      }
    } catch (KubernetesClientException e) {
      Refusal refusal = answer(e);
      if (lost(kind, refusal)) {
        source.changed();
      }
    }
  }

  /** The refusal where asking again soon is no use. */
  private static Refusal answer(KubernetesClientException failure) {
    Refusal refusal = Refusal.of(failure);
    if (!refusal.isFinal()) {
      throw failure;
    }
    return refusal;
  }

  private void found(KindName kind) {
    if (missing.remove(kind)) {
      LOG.info("kind can be read again kind={}", kind);
    }
    engine.available(kind);
  }

  /** Tells that a kind cannot be read; returns whether that is new. */
  @CanIgnoreReturnValue
  private boolean lost(KindName kind, Refusal refusal) {
    engine.unavailable(kind, refusal.reason());
    boolean news = missing.add(kind);
    if (news) {
      LOG.warn(
          "exemptions cannot be read and have no effect kind={} reason=\"{}\"",
          kind,
          refusal.reason());
    }
    return news;
  }

  private List<Declaration> of(KindName kind) {
    return kind.equals(ExemptionKinds.OF_CLUSTER)
        ? context.client().resources(ClusterSecurityExemption.class).list().getItems().stream()
            .map(Declaration::of)
            .toList()
        : context
            .client()
            .resources(SecurityExemption.class)
            .inAnyNamespace()
            .list()
            .getItems()
            .stream()
            .map(Declaration::of)
            .toList();
  }

  private void probe(KindName kind) {
    var one = new ListOptionsBuilder().withLimit(1L).build();
    if (kind.equals(ExemptionKinds.OF_CLUSTER)) {
      context.client().resources(ClusterSecurityExemption.class).list(one);
    } else {
      context.client().resources(SecurityExemption.class).inAnyNamespace().list(one);
    }
  }
}
