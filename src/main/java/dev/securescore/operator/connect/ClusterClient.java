package dev.securescore.operator.connect;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Makes the clients that the operator reads and writes with. */
public final class ClusterClient {

  private ClusterClient() {}

  /**
   * A client whose connections do not stay silent unnoticed; the caller closes it.
   *
   * <p>A load balancer that forgets a connection, or a node that vanishes, tells nobody. A watch is
   * pinged and renewed after 40 to 50 seconds without an answer, as client-go does after 45. Other
   * requests use HTTP/1.1, where one that times out takes its connection with it; the JDK's HTTP/2
   * goes on using it, for as long as the kernel tries.
   */
  public static KubernetesClient of(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config).withHttp2Disable(true).build())
        .withHttpClientFactory(new PingingClientFactory())
        .build();
  }
}
