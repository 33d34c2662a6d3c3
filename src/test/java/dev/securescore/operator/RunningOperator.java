package dev.securescore.operator;

import dev.securescore.KubeApi;
import dev.securescore.operator.connect.ClusterClient;
import dev.securescore.operator.write.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;

/** The whole operator against a test's API server, with a client of its own. */
public final class RunningOperator implements AutoCloseable {

  private final KubernetesClient client;
  private final SecureScoreOperator operator;

  private RunningOperator(KubernetesClient client, OperatorSettings settings) {
    this.client = client;
    this.operator =
        new SecureScoreOperator(client, settings, StatusWriter.applying(client), Clock.systemUTC());
  }

  /** Starts one that needs no lease. */
  public static RunningOperator on(KubeApi api) {
    return on(api, settings("alone", false));
  }

  /** Starts one with settings. */
  public static RunningOperator on(KubeApi api, OperatorSettings settings) {
    RunningOperator running =
        new RunningOperator(ClusterClient.of(api.client().getConfiguration()), settings);
    running.operator.start();
    return running;
  }

  /** Starts one that acts through a client of the caller's, who closes it too. */
  public static RunningOperator by(KubernetesClient client, OperatorSettings settings) {
    RunningOperator running = new RunningOperator(client, settings);
    running.operator.start();
    return running;
  }

  /** Settings for tests: short times, any free port, loopback only. */
  public static OperatorSettings settings(String identity, boolean leaderElection) {
    return new OperatorSettings(
        "secure-score",
        leaderElection,
        "secure-score",
        identity,
        Duration.ofSeconds(4),
        "127.0.0.1",
        0,
        false,
        100,
        Duration.ofSeconds(1),
        4,
        false,
        false);
  }

  /** Settings of one that enforces, too, and needs no lease. */
  public static OperatorSettings enforcing() {
    return new OperatorSettings(
        "secure-score",
        false,
        "secure-score",
        "enforcing",
        Duration.ofSeconds(4),
        "127.0.0.1",
        0,
        false,
        100,
        Duration.ofSeconds(1),
        4,
        false,
        true);
  }

  /** The operator itself. */
  public SecureScoreOperator operator() {
    return operator;
  }

  @Override
  public void close() {
    operator.close();
    client.close();
  }
}
