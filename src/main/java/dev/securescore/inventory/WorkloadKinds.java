package dev.securescore.inventory;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds that run pods and are judged, each with the place of its pod spec. */
public final class WorkloadKinds {

  /** The kind Pod. */
  public static final KindName POD = new KindName("", "Pod");

  /** The kind Job. */
  public static final KindName JOB = new KindName("batch", "Job");

  static final KindName REPLICA_SET = new KindName("apps", "ReplicaSet");
  static final KindName REPLICATION_CONTROLLER = new KindName("", "ReplicationController");

  private static final KindName DEPLOYMENT = new KindName("apps", "Deployment");
  private static final KindName STATEFUL_SET = new KindName("apps", "StatefulSet");
  private static final KindName DAEMON_SET = new KindName("apps", "DaemonSet");
  private static final KindName CRON_JOB = new KindName("batch", "CronJob");

  /** What the controllers of Kubernetes itself create, by the kind of the owner. */
  private static final Map<KindName, Set<KindName>> CREATED_BY =
      Map.of(
          DEPLOYMENT, Set.of(REPLICA_SET),
          CRON_JOB, Set.of(JOB),
          REPLICA_SET, Set.of(POD),
          REPLICATION_CONTROLLER, Set.of(POD),
          STATEFUL_SET, Set.of(POD),
          DAEMON_SET, Set.of(POD),
          JOB, Set.of(POD),
          POD, Set.of());

  private static final String TEMPLATE = "spec.template.spec";

  private final Map<KindName, List<String>> podSpecPaths;

  private WorkloadKinds(Map<KindName, List<String>> podSpecPaths) {
    this.podSpecPaths = podSpecPaths;
  }

  /** The kinds that every cluster has. */
  public static WorkloadKinds builtIn() {
    Map<KindName, List<String>> paths = new LinkedHashMap<>();
    put(paths, DEPLOYMENT, TEMPLATE);
    put(paths, STATEFUL_SET, TEMPLATE);
    put(paths, DAEMON_SET, TEMPLATE);
    put(paths, REPLICA_SET, TEMPLATE);
    put(paths, REPLICATION_CONTROLLER, TEMPLATE);
    put(paths, CRON_JOB, "spec.jobTemplate.spec.template.spec");
    put(paths, JOB, TEMPLATE);
    put(paths, POD, "spec");
    return new WorkloadKinds(paths);
  }

  /** These kinds and one more; a kind that is there already keeps its place. */
  public WorkloadKinds and(KindName kind, String podSpecPath) {
    Map<KindName, List<String>> paths = new LinkedHashMap<>(podSpecPaths);
    put(paths, kind, podSpecPath);
    return new WorkloadKinds(paths);
  }

  private static void put(Map<KindName, List<String>> paths, KindName kind, String path) {
    paths.putIfAbsent(kind, Arrays.stream(path.split("\\.", -1)).toList());
  }

  /**
   * Whether an owner of a judged kind can really be the controller of an object of a kind.
   *
   * <p>Anybody can write an owner reference; without this one of a Deployment to another would hide
   * it. A kind that the policy declares may control anything.
   */
  public static boolean mayControl(KindName owner, KindName kind) {
    @Nullable Set<KindName> created = CREATED_BY.get(owner);
    return created == null || created.contains(kind);
  }

  /** Whether every cluster has a kind. */
  public static boolean isBuiltIn(KindName kind) {
    return CREATED_BY.containsKey(kind);
  }

  /** All of them. */
  public Set<KindName> all() {
    return Set.copyOf(podSpecPaths.keySet());
  }

  /** Whether objects of a kind run pods and are judged. */
  public boolean contains(KindName kind) {
    return podSpecPaths.containsKey(kind);
  }

  /** The keys that lead to the pod spec of a kind; empty for a kind that runs no pods. */
  public Optional<List<String>> podSpecPath(KindName kind) {
    return Optional.ofNullable(podSpecPaths.get(kind));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkloadKinds kinds && podSpecPaths.equals(kinds.podSpecPaths);
  }

  @Override
  public int hashCode() {
    return podSpecPaths.hashCode();
  }

  @Override
  public String toString() {
    return podSpecPaths.keySet().toString();
  }
}
