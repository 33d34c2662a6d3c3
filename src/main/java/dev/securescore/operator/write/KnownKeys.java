package dev.securescore.operator.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The resources that have a status of ours, as the reconcilers saw them. Thread-safe. */
final class KnownKeys {

  private final Places<WriteKey.Report> reports = new Places<>();
  private final Places<WriteKey.Exemption> exemptions = new Places<>();
  private final Set<WriteKey.ClusterReport> clusterReports = ConcurrentHashMap.newKeySet();
  private final Set<WriteKey.Recommendation> recommendations = ConcurrentHashMap.newKeySet();
  private final Set<WriteKey> others = ConcurrentHashMap.newKeySet();

  /** Keys by namespace; the empty name stands for the cluster. */
  private static final class Places<T> {

    private final Map<String, Set<T>> byNamespace = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();

    void add(String namespace, T key) {
      byNamespace.compute(
          namespace,
          (name, known) -> {
            Set<T> set = known == null ? ConcurrentHashMap.newKeySet() : known;
            size.addAndGet(set.add(key) ? 1 : 0);
            return set;
          });
    }

    void remove(String namespace, T key) {
      byNamespace.computeIfPresent(
          namespace,
          (name, known) -> {
            size.addAndGet(known.remove(key) ? -1 : 0);
            return known.isEmpty() ? null : known;
          });
    }

    Set<T> in(String namespace) {
      return byNamespace.getOrDefault(namespace, Set.of());
    }

    void addTo(Collection<? super T> all) {
      byNamespace.values().forEach(all::addAll);
    }
  }

  void add(WriteKey key) {
    switch (key) {
      case WriteKey.Report report -> reports.add(report.namespace(), report);
      case WriteKey.Exemption exemption -> exemptions.add(place(exemption), exemption);
      case WriteKey.ClusterReport report -> clusterReports.add(report);
      case WriteKey.Recommendation recommendation -> recommendations.add(recommendation);
      case WriteKey.Policy policy -> others.add(policy);
      case WriteKey.Counts look -> others.add(look);
    }
  }

  void remove(WriteKey key) {
    switch (key) {
      case WriteKey.Report report -> reports.remove(report.namespace(), report);
      case WriteKey.Exemption exemption -> exemptions.remove(place(exemption), exemption);
      case WriteKey.ClusterReport report -> clusterReports.remove(report);
      case WriteKey.Recommendation recommendation -> recommendations.remove(recommendation);
      case WriteKey.Policy policy -> others.remove(policy);
      case WriteKey.Counts look -> others.remove(look);
    }
  }

  boolean contains(WriteKey.Report key) {
    return inNamespace(key.namespace()).contains(key);
  }

  boolean contains(WriteKey.ClusterReport key) {
    return clusterReports.contains(key);
  }

  /** How many reports namespaces hold. */
  int reports() {
    return reports.size.get();
  }

  Set<WriteKey.Report> inNamespace(String namespace) {
    return reports.in(namespace);
  }

  Set<WriteKey.ClusterReport> clusterReports() {
    return clusterReports;
  }

  Set<WriteKey.Recommendation> recommendations() {
    return recommendations;
  }

  /** The exemptions of a namespace; those of the cluster where it is empty. */
  Set<WriteKey.Exemption> exemptions(String namespace) {
    return exemptions.in(namespace);
  }

  List<WriteKey> all() {
    List<WriteKey> all = new ArrayList<>(others);
    all.addAll(clusterReports);
    all.addAll(recommendations);
    reports.addTo(all);
    exemptions.addTo(all);
    return all;
  }

  private static String place(WriteKey.Exemption key) {
    return key.name().cluster() ? "" : key.name().namespace();
  }
}
