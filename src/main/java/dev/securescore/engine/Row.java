package dev.securescore.engine;

import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.ResourceId;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept of one resource: who it is and how it stands, not the object itself.
 *
 * @param id the resource
 * @param labels what people's own reports select it by
 * @param asked the recommendations that are asked of its kind, by column
 * @param verdicts a verdict for each column; meaningful for those asked
 * @param replicas how many pods it wants; 1 where a workload does not say, 0 where it is none
 * @param exposed whether it is reachable from outside the cluster
 * @param managedBy the tool that brings it into the cluster; empty for none
 * @param containers the verdicts on single containers, where exemptions tell them apart
 * @param exempted the findings that exemptions cover; nothing before they are laid over it
 */
record Row(
    ResourceId id,
    Map<String, String> labels,
    BitSet asked,
    Verdicts verdicts,
    int replicas,
    boolean exposed,
    String managedBy,
    ContainerVerdicts containers,
    Exempted exempted) {

  /**
   * The row of an owner whose kind is not judged: the worst verdict among its live children.
   *
   * <p>Every field is merged so that the order of the children does not matter.
   */
  static Row ofChildren(ResourceId owner, Collection<Row> children) {
    Iterator<Row> rest = children.iterator();
    Row first = rest.next();
    BitSet asked = (BitSet) first.asked.clone();
    Verdicts verdicts = first.verdicts;
    Map<String, String> labels = new LinkedHashMap<>(first.labels);
    int replicas = first.replicas;
    boolean exposed = first.exposed;
    String managedBy = first.managedBy;
    while (rest.hasNext()) {
      Row next = rest.next();
      verdicts = worst(asked, verdicts, next);
      asked.or(next.asked);
      labels.entrySet().retainAll(next.labels.entrySet());
      replicas += next.replicas;
      exposed |= next.exposed;
      managedBy = managedBy.equals(next.managedBy) ? managedBy : "";
    }
    return new Row(
        owner,
        Map.copyOf(labels),
        asked,
        verdicts,
        replicas,
        exposed,
        managedBy,
        ContainerVerdicts.union(children.stream().map(Row::containers).toList()),
        Exempted.NOTHING);
  }

  private static Verdicts worst(BitSet asked, Verdicts verdicts, Row next) {
    return Verdicts.of(
        verdicts.size(),
        cell -> {
          if (!asked.get(cell)) {
            return next.verdicts.get(cell);
          }
          Verdict own = verdicts.get(cell);
          return next.asked.get(cell) ? own.worse(next.verdicts.get(cell)) : own;
        });
  }

  /** Whether there is an open finding, one that no exemption covers. */
  boolean isUnhealthy(int column) {
    return asked.get(column)
        && verdicts.get(column) == Verdict.UNHEALTHY
        && !exempted.covers(column);
  }

  /** Whether it counts as healthy: it is, or its finding is mitigated. */
  boolean isHealthy(int column) {
    return asked.get(column)
        && (verdicts.get(column) == Verdict.HEALTHY || exempted.mitigated().get(column));
  }

  /** The row with exemptions laid over it. */
  Row with(Exempted covered) {
    return new Row(id, labels, asked, verdicts, replicas, exposed, managedBy, containers, covered);
  }
}
