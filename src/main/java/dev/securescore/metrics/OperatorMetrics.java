package dev.securescore.metrics;

import dev.securescore.engine.Engine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operator's metrics: the scores, its own work, and its Java. */
public final class OperatorMetrics implements AutoCloseable {

  private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";
  private static final String OPEN_METRICS = OPEN_METRICS_TYPE + "; version=1.0.0; charset=utf-8";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private volatile @Nullable Instant lastConfirmed;

  /** What a scrape answers. */
  public record Page(String contentType, byte[] content) {}

  /** Metrics of an operator of some version. */
  public OperatorMetrics(String version) {
    Gauge.builder("secure.score.build.info", () -> 1)
        .description(Metric.BUILD_INFO.help())
        .tag("version", version)
        .register(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /**
   * Shows the numbers of an engine.
   *
   * @param state what the operator knows of itself
   * @param byNamespaceAndRecommendation whether to show every pair of them
   */
  public void scores(Engine engine, OperatorState state, boolean byNamespaceAndRecommendation) {
    registry
        .getPrometheusRegistry()
        .register(
            new ScoreCollector(
                engine,
                state,
                () -> Optional.ofNullable(lastConfirmed),
                byNamespaceAndRecommendation));
  }

  /** Where other libraries register theirs. */
  public MeterRegistry registry() {
    return registry;
  }

  /**
   * Forgets what was confirmed while this replica led before: others have confirmed since, and none
   * of their reports is as old as that.
   */
  public void beginsToLead() {
    lastConfirmed = null;
  }

  /** Shows when a report was last confirmed, while this replica leads. */
  public void confirmed(Instant when) {
    lastConfirmed = when;
  }

  /** Runs the evaluation of an object of a kind, and keeps how long it took. */
  public void evaluation(String kind, Runnable evaluation) {
    Timer.builder("secure.score.evaluation")
        .description(Metric.EVALUATION_SECONDS.help())
        .tag("kind", kind)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofSeconds(1))
        .register(registry)
        .record(evaluation);
  }

  /** Runs the write of a status of a kind, and keeps how long it took and how it ended. */
  public <T> T write(String kind, Supplier<T> write) {
    Timer.Sample sample = Timer.start(registry);
    String outcome = "error";
    try {
      T result = write.get();
      outcome = "success";
      return result;
    } finally {
      sample.stop(
          Timer.builder("secure.score.write")
              .description(Metric.WRITE_SECONDS.help())
              .tags("kind", kind, "outcome", outcome)
              .serviceLevelObjectives(
                  Duration.ofMillis(10),
                  Duration.ofMillis(50),
                  Duration.ofMillis(250),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(10))
              .register(registry));
      Counter.builder("secure.score.writes")
          .description(Metric.WRITES_TOTAL.help())
          .tags("kind", kind, "outcome", outcome)
          .register(registry)
          .increment();
    }
  }

  /**
   * Everything as text.
   *
   * @param accept the formats that the scraper takes, as in HTTP; null for the usual one
   */
  public Page scrape(@Nullable String accept) {
    String type = accept != null && accept.contains(OPEN_METRICS_TYPE) ? OPEN_METRICS : TEXT;
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      registry.scrape(content, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(type, content.toByteArray());
  }

  @Override
  public void close() {
    registry.close();
  }
}
