package dev.securescore.inventory;

import dev.securescore.json.JsonMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what an object is to us from the object alone.
 *
 * <p>The order in which objects arrive can therefore never matter: an owner is taken from the
 * controller reference's group and kind, never from whether the owner was seen yet.
 *
 * @param kinds the kinds that run pods and are judged
 * @param settle how long a Pod or Job that no judged kind controls must live before it counts
 */
public record Inventory(WorkloadKinds kinds, Duration settle) {

  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final int LONGEST_KIND = 63;
  private static final int LONGEST_NAME = 253;

  /** What becomes of an object. */
  public Standing standing(JsonMap object) {
    KindName kind = KindName.of(object);
    if (!kinds.contains(kind)) {
      return new Standing.Own(Instant.MIN);
    }
    if (isFinished(kind, object)) {
      return new Standing.Finished();
    }
    Optional<JsonMap> controller = controller(object);
    if (isMirror(kind, object)) {
      return new Standing.Passed();
    }
    if (controller.isEmpty()) {
      return new Standing.Own(countsFrom(kind, object));
    }
    KindName ownerKind = KindName.of(controller.get());
    if (kinds.contains(ownerKind)) {
      return WorkloadKinds.mayControl(ownerKind, kind)
          ? new Standing.Controlled()
          : new Standing.Own(countsFrom(kind, object));
    }
    String ownerName = controller.get().string("name");
    if (!canExist(ownerKind, ownerName)) {
      return new Standing.Own(countsFrom(kind, object));
    }
    if (isScaledToNothing(kind, object)) {
      return new Standing.Passed();
    }
    ResourceId owner =
        new ResourceId(ownerKind, object.object("metadata").string("namespace"), ownerName, "");
    return new Standing.ChildOf(owner, countsFrom(kind, object));
  }

  private static Optional<JsonMap> controller(JsonMap object) {
    return object
        .object("metadata")
        .list("ownerReferences")
        .objects()
        .filter(reference -> reference.isTrue("controller"))
        .findFirst();
  }

  /** Only a Pod can be one, and only by the mark that keeps the kubelet from running it. */
  private static boolean isMirror(KindName kind, JsonMap object) {
    return kind.equals(WorkloadKinds.POD)
        && object.object("metadata").object("annotations").containsKey(MIRROR);
  }

  /** The API server takes any text for an owner; one that no object can have is nobody. */
  private static boolean canExist(KindName kind, String name) {
    return isWithin(kind.kind(), LONGEST_KIND)
        && kind.group().length() <= LONGEST_NAME
        && isWithin(name, LONGEST_NAME);
  }

  private static boolean isWithin(String text, int longest) {
    return !text.isEmpty() && text.length() <= longest;
  }

  private static boolean isFinished(KindName kind, JsonMap object) {
    JsonMap status = object.object("status");
    if (kind.equals(WorkloadKinds.POD)) {
      String phase = status.string("phase");
      return phase.equals("Succeeded") || phase.equals("Failed");
    }
    return kind.equals(WorkloadKinds.JOB)
        && status
            .list("conditions")
            .objects()
            .anyMatch(condition ->
                condition.string("status").equals("True")
                    && (condition.string("type").equals("Complete")
                        || condition.string("type").equals("Failed")));
  }

  private static boolean isScaledToNothing(KindName kind, JsonMap object) {
    boolean keepsRevisions =
        kind.equals(WorkloadKinds.REPLICA_SET) || kind.equals(WorkloadKinds.REPLICATION_CONTROLLER);
    return keepsRevisions && object.object("spec").number("replicas", 1) == 0;
  }

  private Instant countsFrom(KindName kind, JsonMap object) {
    if (!kind.equals(WorkloadKinds.POD) && !kind.equals(WorkloadKinds.JOB)) {
      return Instant.MIN;
    }
    String created = object.object("metadata").string("creationTimestamp");
    if (created.isEmpty()) {
      return Instant.MIN;
    }
    try {
      return Instant.parse(created).plus(settle);
    } catch (DateTimeException malformed) {
      return Instant.MIN;
    }
  }
}
