package dev.securescore.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some defaults without a server; {@code DefaultsIT} compares them all with a real one. */
class DefaultsTest {

  @Test
  void aVolumeWithoutASourceIsEmpty() {
    JsonMap pod = pod(Map.of("volumes", List.of(Map.of("name", "a"))));

    assertThat(pod.object("spec").list("volumes").objects())
        .singleElement()
        .satisfies(volume -> assertThat(volume.at("emptyDir")).isPresent());
  }

  @Test
  void aPodOnTheHostsNetworkHasHostPorts() {
    List<?> containers =
        List.of(Map.of("name", "a", "ports", List.of(Map.of("containerPort", 80))));

    JsonMap onHost = pod(Map.of("hostNetwork", true, "containers", containers));
    JsonMap apart = pod(Map.of("hostNetwork", false, "containers", containers));

    assertThat(hostPort(onHost)).isEqualTo(80);
    assertThat(hostPort(apart)).isZero();
    assertThat(apart.object("spec").containsKey("hostNetwork")).isFalse();
  }

  @Test
  void theNamespaceOfAnObjectIsLeftAlone() {
    assertThat(pod(Map.of()).object("metadata").containsKey("namespace")).isFalse();
  }

  @Test
  void defaultingTwiceChangesNothingMore() {
    JsonMap once = pod(Map.of("containers", List.of(Map.of("name", "a", "image", "a"))));

    assertThat(Defaults.apply(once)).isEqualTo(once);
  }

  @Test
  void whatTheServerWouldRefuseIsLeftAsItIs() {
    JsonMap odd =
        pod(Map.of("containers", "none", "volumes", List.of("a", 1), "securityContext", List.of()));

    assertThat(odd.object("spec").get("containers")).isEqualTo("none");
    assertThat(odd.object("spec").list("volumes")).containsExactly("a", 1L);
    assertThat(Defaults.apply(object("apps/v1", "Deployment", Map.of())).object("spec"))
        .containsEntry("replicas", 1L);
    JsonMap unknown = object("example.com/v1", "Pod", Map.of());
    assertThat(Defaults.apply(unknown)).isSameAs(unknown);
  }

  @ParameterizedTest
  @CsvSource({
    "nginx, Always",
    "nginx:latest, Always",
    "nginx:1, IfNotPresent",
    "reg.io:5000/nginx, Always",
    "reg.io:5000/nginx:1, IfNotPresent",
    "nginx@sha256:abc, IfNotPresent",
    "nginx:latest@sha256:abc, Always",
    "'', IfNotPresent"
  })
  void anImageIsPulledByItsTag(String image, String policy) {
    assertThat(ContainerDefaults.pullPolicy(image)).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource({
    "1000m, 1",
    "0.5, 500m",
    "1024Mi, 1Gi",
    "1.5Gi, 1536Mi",
    "0.5Ki, 512",
    "1e3, 1e3",
    "1500, 1500",
    "12E6, 12e6",
    "0, 0",
    "0Gi, 0",
    "100000k, 100M",
    "-1, -1",
    "0.1n, 1n",
    "many, many",
    "., ."
  })
  void anAmountIsWrittenAsTheServerWritesIt(String typed, String stored) {
    assertThat(Quantities.canonical(typed)).isEqualTo(stored);
  }

  private static long hostPort(JsonMap pod) {
    return pod.object("spec")
        .list("containers")
        .objects()
        .flatMap(container -> container.list("ports").objects())
        .findFirst()
        .orElseThrow()
        .number("hostPort", 0);
  }

  private static JsonMap pod(Map<String, ?> spec) {
    return Defaults.apply(object("v1", "Pod", spec));
  }

  private static JsonMap object(String version, String kind, Map<String, ?> spec) {
    return Json.object(
        Map.of("apiVersion", version, "kind", kind, "metadata", Map.of("name", "a"), "spec", spec));
  }
}
