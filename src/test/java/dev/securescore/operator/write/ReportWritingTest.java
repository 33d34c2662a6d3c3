package dev.securescore.operator.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Project;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The writing side on the embedded API, as in the demo. */
@NullUnmarked
class ReportWritingTest extends WritingScenarios {

  private KubernetesMockServer server;
  private KubernetesClient client;

  @Override
  KubernetesClient client() {
    Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
    server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            responses,
            new KubernetesMixedDispatcher(responses),
            false);
    server.init();
    client = server.createClient();
    try (Stream<Path> definitions = Files.list(Project.root().resolve("crds"))) {
      for (Path definition :
          definitions.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        client.apiextensions().v1().customResourceDefinitions().load(definition.toFile()).create();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return client;
  }

  @Override
  StatusWriter writer() {
    return StatusWriter.replacing(client);
  }

  /** A real API server refuses them. */
  @Test
  void selectorsOfAnOwnReportChangeNothing() {
    started();

    editShop("target: {score: 60}\nresourceSelector: {matchLabels: {team: x}}");

    bench.until(() ->
        assertThat(shopReport().getStatus().conditions())
            .extracting(Condition::getReason)
            .contains("Missed"));
    assertThat(shopScore()).contains("50.0");
  }

  @AfterEach
  void stopServer() {
    client.close();
    server.destroy();
  }
}
