package dev.securescore.operator.write;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cel.BudgetLimits;
import dev.securescore.engine.Engine;
import dev.securescore.evaluation.Judge;
import dev.securescore.json.Json;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class DispatchTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final WriteKey SHOP = WriteKey.Report.ownOf("shop");

  private final WriteSchedule schedule = new WriteSchedule();
  private final Engine engine =
      new Engine(
          Judge.ofVerdicts(
              new BudgetLimits(1_000_000, Duration.ofSeconds(10), 100_000), System::nanoTime),
          new MovableClock(),
          new WriteScheduler());

  @SuppressWarnings("NullAway.Init") // the extension sets it
  private KubernetesMockServer server;

  @SuppressWarnings("NullAway.Init") // the extension sets it
  private KubernetesClient client;

  @Test
  void creationThatIsRefusedUsesTheTurn() {
    Status refusal = new StatusBuilder().withCode(HTTP_FORBIDDEN).withReason("Forbidden").build();
    server
        .expect()
        .post()
        .withPath("/apis/securescore.dev/v1alpha1/namespaces/shop/scorereports")
        .andReturn(HTTP_FORBIDDEN, refusal)
        .always();
    Dispatch dispatch =
        new Dispatch(
            schedule,
            new KnownKeys(),
            new OwnReports(client, engine),
            new Pokes(),
            new ClusterCounts(engine, new Readiness(() -> true)));
    schedule.dirty(SHOP, START);
    assertThat(schedule.due(START.plusSeconds(1), 10, key -> true)).containsExactly(SHOP);

    dispatch.handOut(
        SHOP, Map.of("shop", Json.object(Map.of("metadata", Map.of("name", "shop")))), START);

    assertThat(schedule.take(SHOP)).isFalse();
    assertThat(schedule.oldestChange()).isEmpty();
  }
}
