package dev.securescore.operator.write;

import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;

/** Marks as changed whatever a change in the cluster shows in. */
final class Marks {

  private final WriteSchedule schedule;
  private final KnownKeys known;

  Marks(WriteSchedule schedule, KnownKeys known) {
    this.schedule = schedule;
    this.known = known;
  }

  /** All of it, of these namespaces and of what is known; recommendations at once. */
  void everything(Set<String> namespaces, BiConsumer<WriteKey, Instant> mark, Instant now) {
    known.recommendations().forEach(key -> schedule.at(key, now));
    known.all().forEach(key -> mark.accept(key, now));
    namespaces.forEach(namespace -> mark.accept(WriteKey.Report.ownOf(namespace), now));
    cluster(mark, now);
  }

  /** What namespaces show in; the empty name stands for cluster-scoped resources. */
  void namespaces(Set<String> changed, Instant now) {
    for (String namespace : changed) {
      if (!namespace.isEmpty()) {
        schedule.dirty(WriteKey.Report.ownOf(namespace), now);
        known.inNamespace(namespace).forEach(key -> schedule.dirty(key, now));
        known.exemptions(namespace).forEach(key -> schedule.dirty(key, now));
      }
    }
    if (!changed.isEmpty()) {
      known.exemptions("").forEach(key -> schedule.dirty(key, now));
      cluster(schedule::dirty, now);
    }
  }

  private void cluster(BiConsumer<WriteKey, Instant> mark, Instant now) {
    mark.accept(WriteKey.ClusterReport.CLUSTER, now);
    mark.accept(WriteKey.ClusterReport.PLATFORM, now);
    known.clusterReports().forEach(key -> mark.accept(key, now));
    mark.accept(new WriteKey.Counts(), now);
  }
}
