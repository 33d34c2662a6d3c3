package dev.securescore.cli;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.BuiltInDocuments;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import dev.securescore.operator.OperatorSettings;
import dev.securescore.operator.SecureScoreOperator;
import dev.securescore.operator.write.StatusWriter;
import dev.securescore.output.DemoReport;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The operator on fabric8's mock of a Kubernetes API; the only class that needs the mock.
 *
 * <p>The mock knows neither schemas nor server-side apply, so it proves nothing about a real one.
 */
final class DemoCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  /** The mock logs every request; kept here, since a logger nobody holds forgets its level. */
  private static final Logger MOCK_LOG = Logger.getLogger("io.fabric8.mockwebserver");

  /** A demonstration does not wait until Pods and Jobs have lived for five minutes. */
  private static final JsonMap COUNT_AT_ONCE =
      Json.object(
          Map.of(
              "apiVersion",
              "securescore.dev/v1alpha1",
              "kind",
              "SecureScorePolicy",
              "metadata",
              Map.of("name", "cluster"),
              "spec",
              Map.of("ephemeral", Map.of("settleSeconds", 0))));

  private final KubernetesMockServer server;
  private final KubernetesClient client;
  private final SecureScoreOperator operator;
  private final Clock clock;

  private DemoCluster(
      KubernetesMockServer server,
      KubernetesClient client,
      SecureScoreOperator operator,
      Clock clock) {
    this.server = server;
    this.client = client;
    this.operator = operator;
    this.clock = clock;
  }

  /** Starts an API on loopback with our kinds, the library and the objects, and the operator. */
  static DemoCluster start(List<JsonMap> objects, Clock clock) {
    MOCK_LOG.setLevel(Level.WARNING);
    KubernetesMockServer server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            new HashMap<>(),
            new KubernetesCrudDispatcher(),
            false);
    server.init(InetAddress.getLoopbackAddress(), 0);
    KubernetesClient client =
        new KubernetesClientBuilder().withConfig(server.createClient().getConfiguration()).build();
    DemoObjects store = new DemoObjects(client, clock);
    BuiltInDocuments.in("crds").forEach(store::create);
    BuiltInDocuments.in("recommendations").forEach(store::create);
    if (objects.stream().noneMatch(each -> each.string("kind").equals("SecureScorePolicy"))) {
      store.create(COUNT_AT_ONCE);
    }
    objects.forEach(store::create);
    store.createMissingNamespaces();
    SecureScoreOperator operator =
        new SecureScoreOperator(client, settings(), StatusWriter.replacing(client), clock);
    operator.start();
    return new DemoCluster(server, client, operator, clock);
  }

  private static OperatorSettings settings() {
    return OperatorSettings.of(
        Map.of(
            "SECURE_SCORE_LEADER_ELECTION",
            "false",
            "SECURE_SCORE_BIND_ADDRESS",
            "127.0.0.1",
            "SECURE_SCORE_PORT",
            "0"));
  }

  /** Where metrics are answered, on loopback. */
  int metricsPort() {
    return operator.port();
  }

  /** What kubectl would show once every report is written. */
  DemoReport report() throws InterruptedException {
    var deadline = clock.instant().plus(PATIENCE);
    DemoReport report = read();
    while (!operator.isComplete() || !report.agreesWith(operator.engine())) {
      if (clock.instant().isAfter(deadline)) {
        throw new Failure("the demo's operator wrote no complete report within a minute");
      }
      Thread.sleep(POLL);
      report = read();
    }
    return report;
  }

  private DemoReport read() {
    return new DemoReport(
        client.resources(ScoreReport.class).inAnyNamespace().list().getItems(),
        client.resources(ClusterScoreReport.class).list().getItems(),
        client.resources(SecurityRecommendation.class).list().getItems());
  }

  @Override
  public void close() {
    operator.close();
    client.close();
    server.destroy();
  }
}
