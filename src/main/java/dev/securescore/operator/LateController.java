package dev.securescore.operator;

import dev.securescore.inventory.KindName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller of a kind that the operator can do without.
 *
 * <p>It starts once the kind can be read; until then it is tried again, and nothing else waits.
 */
final class LateController implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LateController.class);

  private final KubernetesClient client;
  private final Class<? extends HasMetadata> kind;
  private final Operator operator;
  private final ScheduledExecutorService scheduler;
  private final Duration retry;
  private final Runnable startedLate;
  private volatile boolean started;
  private volatile boolean closed;

  /**
   * A controller that has not started; the client and the scheduler stay the caller's.
   *
   * @param operator has this controller only
   * @param startedLate called once it started at another than the first attempt
   */
  LateController(
      KubernetesClient client,
      Class<? extends HasMetadata> kind,
      Operator operator,
      ScheduledExecutorService scheduler,
      Duration retry,
      Runnable startedLate) {
    this.client = client;
    this.kind = kind;
    this.operator = operator;
    this.scheduler = scheduler;
    this.retry = retry;
    this.startedLate = startedLate;
  }

  /** Whether it watches objects of a kind now. */
  boolean watches(KindName name) {
    return name.equals(new KindName(HasMetadata.getGroup(kind), HasMetadata.getKind(kind)))
        && watches();
  }

  private boolean watches() {
    return started && !closed && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  /** Starts now, or as soon as the kind can be read. */
  synchronized void start() {
    if (!attempt()) {
      LOG.warn("cannot be watched, trying again kind={}", kind.getSimpleName());
      later();
    }
  }

  private void later() {
    var next = scheduler.schedule(this::again, retry.toMillis(), TimeUnit.MILLISECONDS);
    LOG.trace("planned kind={} done={}", kind.getSimpleName(), next.isDone());
  }

  private synchronized void again() {
    if (closed) {
      return;
    }
    if (attempt()) {
      LOG.info("watched from now on kind={}", kind.getSimpleName());
      startedLate.run();
    } else {
      later();
    }
  }

  private boolean attempt() {
    try {
      client.resources(kind).inAnyNamespace().list(new ListOptionsBuilder().withLimit(1L).build());
      operator.start();
      started = true;
    } catch (KubernetesClientException | OperatorException refused) {
      LOG.debug("kind={} reason=\"{}\"", kind.getSimpleName(), refused.getMessage());
    }
    return started;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (started) {
      operator.stop();
    }
  }
}
