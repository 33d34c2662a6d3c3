package dev.securescore.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryTest {

  private static final Inventory INVENTORY =
      new Inventory(WorkloadKinds.builtIn(), Duration.ofMinutes(5));
  private static final Map<String, ?> MIRROR =
      Map.of("annotations", Map.of("kubernetes.io/config.mirror", "hash"));
  private static final Standing AT_ONCE = new Standing.Own(Instant.MIN);

  @Test
  void workloadThatNobodyControlsIsJudgedAsItself() {
    assertThat(INVENTORY.standing(object("apps/v1", "Deployment", Map.of()))).isEqualTo(AT_ONCE);
    assertThat(INVENTORY.standing(object("apps/v1", "ReplicaSet", Map.of()))).isEqualTo(AT_ONCE);
  }

  @Test
  void controlledByJudgedKindIsNotJudgedWhetherTheOwnerWasSeenOrNot() {
    assertThat(INVENTORY.standing(owned("apps/v1", "ReplicaSet", "apps/v1", "Deployment")))
        .isInstanceOf(Standing.Controlled.class);
    assertThat(INVENTORY.standing(owned("v1", "Pod", "apps/v1", "ReplicaSet")))
        .isInstanceOf(Standing.Controlled.class);
    assertThat(INVENTORY.standing(owned("batch/v1", "Job", "batch/v1", "CronJob")))
        .isInstanceOf(Standing.Controlled.class);
  }

  @Test
  void ownerWithAJudgedKindsNameInAnotherGroupIsUnknown() {
    assertThat(INVENTORY.standing(owned("v1", "Pod", "example.com/v1", "Deployment")))
        .isInstanceOf(Standing.ChildOf.class);
  }

  @Test
  void childOfUnknownKindIsJudgedAsThatOwner() {
    Standing standing =
        INVENTORY.standing(owned("apps/v1", "ReplicaSet", "argoproj.io/v1alpha1", "Rollout"));

    assertThat(standing)
        .isEqualTo(
            new Standing.ChildOf(
                new ResourceId(new KindName("argoproj.io", "Rollout"), "shop", "owner", ""),
                Instant.MIN));
  }

  @Test
  void oldRevisionAtZeroReplicasDoesNotCount() {
    JsonMap old =
        owned("apps/v1", "ReplicaSet", "argoproj.io/v1alpha1", "Rollout")
            .with("spec", Map.of("replicas", 0));

    assertThat(INVENTORY.standing(old)).isInstanceOf(Standing.Passed.class);
  }

  @Test
  void referenceThatDoesNotControlIsNoOwner() {
    JsonMap object =
        object(
            "apps/v1",
            "Deployment",
            Map.of(
                "ownerReferences",
                List.of(Map.of("apiVersion", "example.com/v1", "kind", "App", "name", "a"))));

    assertThat(INVENTORY.standing(object)).isEqualTo(AT_ONCE);
  }

  @Test
  void finishedPodsAndJobsNeverCount() {
    JsonMap pod = object("v1", "Pod", Map.of());
    JsonMap job = object("batch/v1", "Job", Map.of());
    Map<String, Object> failed =
        Map.of("conditions", List.of(Map.of("type", "Failed", "status", "True")));
    Map<String, Object> running =
        Map.of("conditions", List.of(Map.of("type", "Complete", "status", "False")));

    assertThat(INVENTORY.standing(pod.with("status", Map.of("phase", "Succeeded"))))
        .isInstanceOf(Standing.Finished.class);
    assertThat(INVENTORY.standing(job.with("status", failed)))
        .isInstanceOf(Standing.Finished.class);
    assertThat(INVENTORY.standing(job.with("status", running))).isEqualTo(AT_ONCE);
  }

  @Test
  void mirrorPodsAreOut() {
    assertThat(INVENTORY.standing(object("v1", "Pod", MIRROR))).isInstanceOf(Standing.Passed.class);
  }

  @Test
  void markOfAMirrorHidesNoOtherKind() {
    assertThat(INVENTORY.standing(object("apps/v1", "Deployment", MIRROR))).isEqualTo(AT_ONCE);
  }

  @Test
  void referenceToANodeHidesNoPod() {
    assertThat(INVENTORY.standing(owned("v1", "Pod", "v1", "Node")))
        .isInstanceOf(Standing.ChildOf.class);
  }

  @Test
  void ownerThatCannotExistHidesNothingAndNeverReachesAReport() {
    assertThat(INVENTORY.standing(owned("v1", "Pod", "example.com/v1", "K".repeat(64))))
        .isEqualTo(AT_ONCE);
    assertThat(INVENTORY.standing(owned("v1", "Pod", "g".repeat(254) + "/v1", "Thing")))
        .isEqualTo(AT_ONCE);
  }

  @Test
  void ownerThatCannotBeTheControllerHidesNothing() {
    assertThat(INVENTORY.standing(owned("apps/v1", "Deployment", "apps/v1", "Deployment")))
        .isEqualTo(AT_ONCE);
    assertThat(INVENTORY.standing(owned("v1", "Pod", "apps/v1", "Deployment"))).isEqualTo(AT_ONCE);
    assertThat(INVENTORY.standing(owned("apps/v1", "StatefulSet", "v1", "Pod"))).isEqualTo(AT_ONCE);
  }

  @Test
  void barePodCountsAfterFiveMinutes() {
    JsonMap pod = object("v1", "Pod", Map.of("creationTimestamp", "2026-11-23T10:00:00Z"));

    assertThat(INVENTORY.standing(pod))
        .isEqualTo(new Standing.Own(Instant.parse("2026-11-23T10:05:00Z")));
  }

  @Test
  void declaredKindIsJudgedItselfAndItsChildrenAreControlled() {
    Inventory declared =
        new Inventory(
            WorkloadKinds.builtIn()
                .and(new KindName("argoproj.io", "Rollout"), "spec.template.spec"),
            Duration.ZERO);

    assertThat(declared.standing(object("argoproj.io/v1alpha1", "Rollout", Map.of())))
        .isEqualTo(AT_ONCE);
    assertThat(declared.standing(owned("apps/v1", "ReplicaSet", "argoproj.io/v1alpha1", "Rollout")))
        .isInstanceOf(Standing.Controlled.class);
  }

  @Test
  void malformedCreationTimeCountsAtOnce() {
    JsonMap pod = object("v1", "Pod", Map.of("creationTimestamp", "yesterday"));

    assertThat(INVENTORY.standing(pod)).isEqualTo(AT_ONCE);
  }

  private static JsonMap object(String apiVersion, String kind, Map<String, ?> metadata) {
    Map<String, Object> full = new HashMap<>(metadata);
    full.put("name", "thing");
    full.put("namespace", "shop");
    return Json.object(Map.of("apiVersion", apiVersion, "kind", kind, "metadata", full));
  }

  private static JsonMap owned(
      String apiVersion, String kind, String ownerVersion, String ownerKind) {
    return object(
        apiVersion,
        kind,
        Map.of(
            "ownerReferences",
            List.of(
                Map.of(
                    "apiVersion",
                    ownerVersion,
                    "kind",
                    ownerKind,
                    "name",
                    "owner",
                    "controller",
                    true))));
  }
}
