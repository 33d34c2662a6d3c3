package dev.securescore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class KubeApiIT {

  @Test
  void sharedServerAnswersKubectlAndClient() {
    KubeApi api = KubeApi.shared();
    String namespace = api.newNamespace("fixture");

    assertThat(api.client().namespaces().withName(namespace).get()).isNotNull();
    assertThat(api.kubectl("get", "namespace", namespace, "--output=name").orFail())
        .isEqualTo("namespace/" + namespace + "\n");
    assertThat(KubeApi.shared()).isSameAs(api);
  }

  @Test
  void ownServerKeepsWhatIsStoredWhenItStopsAndStarts() throws IOException {
    try (KubeApi api = KubeApi.own()) {
      String namespace = api.newNamespace("fixture");

      api.stopServer();
      assertThat(api.kubectl("get", "namespaces", "--request-timeout=2s").code()).isNotZero();

      api.startServer();
      assertThat(api.client().namespaces().withName(namespace).get()).isNotNull();
    }
  }
}
