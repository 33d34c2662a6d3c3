package dev.securescore.monitoring;

import dev.securescore.Project;
import dev.securescore.operator.OperatorSettings;
import dev.securescore.operator.SecureScoreOperator;
import dev.securescore.operator.write.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** The operator on the embedded API of the demo, as a second cluster that costs little. */
final class EmbeddedCluster implements AutoCloseable {

  private final KubernetesMockServer server;
  private final KubernetesClient client;
  private final SecureScoreOperator operator;

  private EmbeddedCluster(OperatorSettings settings) {
    this.server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            new HashMap<>(),
            new KubernetesCrudDispatcher(),
            false);
    server.init();
    this.client = server.createClient();
    this.operator =
        new SecureScoreOperator(
            client, settings, StatusWriter.replacing(client), Clock.systemUTC());
  }

  static EmbeddedCluster start(
      OperatorSettings settings, String recommendations, List<Paper.Workload> workloads)
      throws IOException {
    EmbeddedCluster cluster = new EmbeddedCluster(settings);
    try (Stream<Path> files = Files.list(Project.root().resolve("crds"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        cluster.create(Files.readString(file));
      }
    }
    Stream.of(recommendations.split("---\n")).forEach(cluster::create);
    workloads.stream()
        .map(Paper.Workload::namespace)
        .distinct()
        .forEach(name ->
            cluster.create("apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}\n"));
    workloads.forEach(each -> cluster.create(each.manifest()));
    cluster.operator.start();
    return cluster;
  }

  SecureScoreOperator operator() {
    return operator;
  }

  /** Creates an object. */
  void create(String yaml) {
    client.resource(yaml).create();
  }

  @Override
  public void close() {
    operator.close();
    client.close();
    server.destroy();
  }
}
