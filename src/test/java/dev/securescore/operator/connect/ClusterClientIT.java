package dev.securescore.operator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A connection that nobody serves any more, and nobody closes. */
class ClusterClientIT {

  private final KubeApi api = KubeApi.shared();

  @Test
  void watchOnAForgottenConnectionGoesOnWithinAMinute() throws IOException {
    String namespace = api.newNamespace("half-open");
    try (FreezingProxy proxy = new FreezingProxy(api.port());
        KubernetesClient client = ClusterClient.of(through(proxy))) {
      SharedIndexInformer<ConfigMap> informer =
          client.configMaps().inNamespace(namespace).runnableInformer(0);
      try (informer) {
        informer.run();
        api.client().resource(map("before")).inNamespace(namespace).create();
        await()
            .untilAsserted(
                () -> assertThat(informer.getStore().listKeys()).contains(namespace + "/before"));

        proxy.freeze();
        api.client().resource(map("after")).inNamespace(namespace).create();

        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> assertThat(informer.getStore().listKeys()).contains(namespace + "/after"));
      }
    }
  }

  @Test
  void requestAfterOneThatTimedOutUsesAConnectionOfItsOwn() throws IOException {
    try (FreezingProxy proxy = new FreezingProxy(api.port());
        KubernetesClient client =
            ClusterClient.of(
                new ConfigBuilder(through(proxy))
                    .withRequestTimeout(2_000)
                    .withRequestRetryBackoffLimit(0)
                    .build())) {
      assertThat(client.namespaces().withName("default").get()).isNotNull();

      proxy.freeze();

      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(client.namespaces().withName("default").get()).isNotNull());
    }
  }

  private Config through(FreezingProxy proxy) {
    return new ConfigBuilder(api.client().getConfiguration())
        .withMasterUrl("https://127.0.0.1:" + proxy.port())
        .build();
  }

  private static ConfigMap map(String name) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
