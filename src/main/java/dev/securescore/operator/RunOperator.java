package dev.securescore.operator;

import dev.securescore.operator.connect.ClusterClient;
import dev.securescore.operator.write.StatusWriter;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** Runs the operator against the current cluster until the process is told to end. */
public final class RunOperator {

  private RunOperator() {}

  /**
   * Starts, and returns when the process ends; SIGTERM stops in order.
   *
   * @param config how to reach the cluster; {@code Config.autoConfigure(null)} for the current one
   */
  public static void untilTerminated(Config config, OperatorSettings settings)
      throws InterruptedException {
    try (KubernetesClient client = ClusterClient.of(config);
        SecureScoreOperator operator =
            new SecureScoreOperator(
                client, settings, StatusWriter.applying(client), Clock.systemUTC())) {
      Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "stop"));
      operator.start();
      operator.awaitTermination();
    }
  }
}
