package dev.securescore.operator;

import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.operator.write.MovableClock;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate and the lease, against a server whose answers are late, wrong or missing. */
@EnableKubernetesMockClient(crud = true)
class LeadershipTest {

  private static final String LEASE =
      "/apis/coordination.k8s.io/v1/namespaces/secure-score/leases/secure-score";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AtomicInteger opened = new AtomicInteger();

  @SuppressWarnings("NullAway.Init") // the extension sets it
  private KubernetesMockServer server;

  @SuppressWarnings("NullAway.Init") // the extension sets it
  private KubernetesClient client;

  @SuppressWarnings("NullAway.Init") // made before each test
  private KubernetesClient impatient;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Leadership leadership;

  /** A client that asks once, so that the first failure is the elector's to handle. */
  @BeforeEach
  void connect() {
    Config config =
        new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(0).build();
    impatient = new KubernetesClientBuilder().withConfig(config).build();
    leadership =
        new Leadership(impatient, RunningOperator.settings("only", true), Clock.systemUTC());
    leadership.onOpen(opened::incrementAndGet);
  }

  @AfterEach
  void stop() {
    leadership.close();
    impatient.close();
  }

  @Test
  void leaseThatEndedInAnOutageIsWonAgain() {
    leadership.start();
    await().atMost(PATIENCE).until(leadership::isOpen);

    server
        .expect()
        .get()
        .withPath(LEASE)
        .andReply(HTTP_INTERNAL_ERROR, request -> answerTooLate())
        .once();

    await().atMost(PATIENCE).until(() -> !leadership.isOpen());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(opened).hasValue(2));
    await().atMost(PATIENCE).until(leadership::isOpen);
  }

  /** Later than two thirds of the four seconds that the lease lasts; the elector has no clock. */
  private static String answerTooLate() {
    LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
    return "";
  }

  @Test
  void leaseThatNobodyFilledInIsWonOnceItIsMended() {
    Lease unfilled =
        new LeaseBuilder()
            .withNewMetadata()
            .withNamespace("secure-score")
            .withName("secure-score")
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity("somebody")
            .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
            .endSpec()
            .build();
    client.resource(unfilled).create();

    leadership.start();
    await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> !leadership.isOpen());
    client.resource(unfilled).delete();

    await().atMost(PATIENCE).until(leadership::isOpen);
  }

  @Test
  void electionThatAsksNoMoreIsDeadAfterFiveMinutes() {
    MovableClock clock = new MovableClock();
    try (Leadership ending =
        new Leadership(impatient, RunningOperator.settings("ending", true), clock)) {
      assertThat(ending.isAlive()).isTrue();
      ending.start();
      await().atMost(PATIENCE).until(ending::isOpen);

      ending.close();
      clock.pass(Duration.ofMinutes(4));
      assertThat(ending.isAlive()).isTrue();
      clock.pass(Duration.ofMinutes(2));
      assertThat(ending.isAlive()).isFalse();
    }
  }

  @Test
  void leaseIsGivenBackAtTheEnd() {
    leadership.start();
    await().atMost(PATIENCE).until(leadership::isOpen);

    leadership.close();

    assertThat(leadership.isOpen()).isFalse();
    Lease left = client.leases().inNamespace("secure-score").withName("secure-score").get();
    assertThat(left.getSpec().getLeaseDurationSeconds()).isEqualTo(1);
  }
}
