package dev.securescore.operator.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securescore.cel.KubernetesRelease;
import org.junit.jupiter.api.Test;

class ServerReleaseTest {

  @Test
  void whatProvidersAddToTheNumberIsNoPartOfIt() {
    assertThat(ServerRelease.of(version("1", "34+"))).contains(new KubernetesRelease(34));
    assertThat(ServerRelease.of(version("1", "37"))).contains(new KubernetesRelease(37));
  }

  @Test
  void emulatedReleaseIsTheOneThatCounts() {
    assertThat(ServerRelease.of(version("1", "37").put("emulationMinor", "34")))
        .contains(new KubernetesRelease(34));
  }

  @Test
  void versionThatNobodyUnderstandsIsUnknown() {
    assertThat(ServerRelease.of(version("1", ""))).isEmpty();
    assertThat(ServerRelease.of(version("1", "next"))).isEmpty();
    assertThat(ServerRelease.of(version("1", "99999999999"))).isEmpty();
    assertThat(ServerRelease.of(version("2", "3"))).isEmpty();
    assertThat(ServerRelease.of(JsonNodeFactory.instance.objectNode())).isEmpty();
  }

  private static ObjectNode version(String major, String minor) {
    return JsonNodeFactory.instance.objectNode().put("major", major).put("minor", minor);
  }
}
