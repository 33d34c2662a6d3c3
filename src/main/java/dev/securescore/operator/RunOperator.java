package dev.securescore.operator;

import dev.securescore.cel.CelLanguage;
import dev.securescore.operator.connect.ClusterClient;
import dev.securescore.operator.write.StatusWriter;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.function.Supplier;

/** Runs the operator against the current cluster until the process is told to end. */
public final class RunOperator {

  private RunOperator() {}

  /**
   * Starts, and returns when the process ends; SIGTERM stops in order.
   *
   * @param config how to reach the cluster; {@code Config.autoConfigure(null)} for the current one
   * @param language gives the language of expressions; asked once, when the client is there
   */
  public static void untilTerminated(
      Config config, OperatorSettings settings, Supplier<CelLanguage> language)
      throws InterruptedException {
    try (KubernetesClient client = ClusterClient.of(config);
        SecureScoreOperator operator =
            new SecureScoreOperator(
                client,
                settings,
                language.get(),
                StatusWriter.applying(client),
                Clock.systemUTC())) {
      Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "stop"));
      operator.start();
      operator.awaitTermination();
    }
  }
}
