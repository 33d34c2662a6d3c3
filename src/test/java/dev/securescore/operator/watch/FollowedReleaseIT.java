package dev.securescore.operator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.KubeApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Release 0.2.0 starts in a cluster where 0.1.0 was followed, or nothing yet. */
class FollowedReleaseIT {

  private static final String NEW =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: labelled, labels: {securescore.dev/since: "0.2.0"}}
      spec:
        title: Pods should say whose they are
        severity: Low
        target: PodSpec
        validations:
        - expression: "'owner' in podMetadata.?labels.orValue({})"
        remediation: {summary: Add the label.}
      """;

  private static KubeApi api;
  private static KubernetesClient client;
  private static String namespace;

  @BeforeAll
  static void startServer() {
    api = KubeApi.own();
    client = api.client();
    client.resource(NEW).serverSideApply();
    namespace = api.newNamespace("followed");
  }

  @AfterAll
  static void stopServer() {
    api.close();
  }

  @BeforeEach
  void writeReportsAsTheReleaseBeforeDid() {
    report("ClusterScoreReport", "cluster", "2026-11-23T22:30:00Z", "0.1.0");
    report("ClusterScoreReport", "platform", "2026-11-23T22:31:00Z", "0.1.0");
    report("ScoreReport", "namespace", "2026-11-23T22:32:00Z", "0.1.0");
  }

  @AfterEach
  void deleteReports() {
    api.kubectl("delete", "clusterscorereports", "--all").orFail();
    api.kubectl("delete", "scorereports", "--all", "--all-namespaces").orFail();
  }

  @Test
  void reportOnTheClusterSaysWhatWasFollowed() {
    report("ClusterScoreReport", "platform", "2026-11-24T22:31:00Z", "0.2.0");

    assertThat(followed()).isEqualTo("0.1.0");
    assertThat(isHeldBack()).isTrue();
  }

  @Test
  void anotherReportSaysItWhereThatOneWasDeleted() {
    api.kubectl("delete", "clusterscorereport", "cluster").orFail();

    assertThat(followed()).isEqualTo("0.1.0");
    assertThat(isHeldBack()).isTrue();
  }

  @Test
  void reportOfANamespaceSaysItWhereOnlyThatIsLeft() {
    api.kubectl("delete", "clusterscorereports", "--all").orFail();

    assertThat(followed()).isEqualTo("0.1.0");
    assertThat(isHeldBack()).isTrue();
  }

  @Test
  void ofSeveralTheOneConfirmedLastIsRight() {
    api.kubectl("delete", "clusterscorereport", "cluster").orFail();
    report("ClusterScoreReport", "forgotten", "2026-10-01T00:00:00Z", "0.0.9");

    assertThat(followed()).isEqualTo("0.1.0");
  }

  @Test
  void reportThatWasNeverWrittenSaysNothing() {
    deleteReports();
    client.resource(declared("ClusterScoreReport", "ours")).serverSideApply();

    assertThat(followed()).isNull();
  }

  @Test
  void freshClusterFollowsTheReleaseThatIsInstalled() {
    deleteReports();

    assertThat(followed()).isNull();
    assertThat(isHeldBack()).isFalse();
  }

  private static @Nullable String followed() {
    return new FollowedRelease(client).read().orElse(null);
  }

  /** Whether what came with 0.2.0 is in preview for a watch of that release. */
  private static boolean isHeldBack() {
    WatchSettings settings =
        new WatchSettings(100, Duration.ofSeconds(2), Duration.ofMillis(100), Set.of(), "0.2.0");
    try (Watching watching = new Watching(client, settings).start()) {
      return watching.engine().catalog().inactive().stream()
          .anyMatch(each -> each.name().equals("labelled") && each.reason().equals("Preview"));
    }
  }

  private static void report(String kind, String name, String confirmed, String release) {
    client.resource(declared(kind, name)).serverSideApply();
    String place = "--namespace=" + namespace;
    api.kubectl(
            "patch",
            kind,
            name,
            place,
            "--subresource=status",
            "--type=merge",
            "--patch",
            "{\"status\": {\"lastConfirmedTime\": \"%s\", \"catalog\": {\"activeUpTo\": \"%s\"}}}"
                .formatted(confirmed, release))
        .orFail();
  }

  private static String declared(String kind, String name) {
    return "apiVersion: securescore.dev/v1alpha1\nkind: %s\nmetadata: {name: %s%s}\nspec: {}\n"
        .formatted(kind, name, kind.equals("ScoreReport") ? ", namespace: " + namespace : "");
  }
}
