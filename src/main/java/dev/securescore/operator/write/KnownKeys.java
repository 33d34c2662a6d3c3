package dev.securescore.operator.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The resources that have a status of ours, as the reconcilers saw them. Thread-safe. */
final class KnownKeys {

  private final Map<String, Set<WriteKey.Report>> reports = new ConcurrentHashMap<>();
  private final Set<WriteKey> others = ConcurrentHashMap.newKeySet();

  void add(WriteKey key) {
    if (key instanceof WriteKey.Report report) {
      reports.compute(
          report.namespace(),
          (namespace, known) -> {
            Set<WriteKey.Report> set = known == null ? ConcurrentHashMap.newKeySet() : known;
            set.add(report);
            return set;
          });
    } else {
      others.add(key);
    }
  }

  void remove(WriteKey key) {
    if (key instanceof WriteKey.Report report) {
      reports.computeIfPresent(
          report.namespace(),
          (namespace, known) -> {
            known.remove(report);
            return known.isEmpty() ? null : known;
          });
    } else {
      others.remove(key);
    }
  }

  boolean contains(WriteKey key) {
    return key instanceof WriteKey.Report report
        ? inNamespace(report.namespace()).contains(report)
        : others.contains(key);
  }

  Set<WriteKey.Report> inNamespace(String namespace) {
    return reports.getOrDefault(namespace, Set.of());
  }

  Stream<WriteKey.ClusterReport> clusterReports() {
    return others.stream()
        .filter(WriteKey.ClusterReport.class::isInstance)
        .map(WriteKey.ClusterReport.class::cast);
  }

  Stream<WriteKey.Recommendation> recommendations() {
    return others.stream()
        .filter(WriteKey.Recommendation.class::isInstance)
        .map(WriteKey.Recommendation.class::cast);
  }

  /** The exemptions that a change in a namespace shows in: its own, and those of the cluster. */
  Stream<WriteKey.Exemption> exemptions(String namespace) {
    return others.stream()
        .filter(WriteKey.Exemption.class::isInstance)
        .map(WriteKey.Exemption.class::cast)
        .filter(key -> key.name().cluster() || key.name().namespace().equals(namespace));
  }

  List<WriteKey> all() {
    List<WriteKey> all = new ArrayList<>(others);
    reports.values().forEach(all::addAll);
    return all;
  }
}
