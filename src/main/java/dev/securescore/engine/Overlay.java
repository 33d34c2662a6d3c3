package dev.securescore.engine;

import dev.securescore.catalog.Catalog;
import dev.securescore.evaluation.Verdict;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays the exemptions of a moment over verdicts, without judging anything again. */
final class Overlay {

  private final Exemptions exemptions;
  private final Map<String, Integer> columns;
  private final Map<String, JsonMap> namespaces;
  private final Map<String, List<About>> byNamespace;
  private final List<About> ofCluster;
  private final Map<String, List<About>> combined = new ConcurrentHashMap<>();

  /** An exemption with the columns of its recommendations. */
  private record About(Exemption exemption, BitSet columns) {}

  /**
   * The overlay of some exemptions.
   *
   * @param namespaces those that are known now, by name; they change
   */
  Overlay(Exemptions exemptions, Catalog catalog, Map<String, JsonMap> namespaces) {
    this.exemptions = exemptions;
    this.columns = catalog.columns();
    this.namespaces = namespaces;
    List<About> all = exemptions.all().stream().map(this::about).toList();
    this.ofCluster = all.stream().filter(each -> each.exemption().name().cluster()).toList();
    this.byNamespace =
        all.stream()
            .filter(each -> !each.exemption().name().cluster())
            .collect(Collectors.groupingBy(each -> each.exemption().name().namespace()));
  }

  Exemptions exemptions() {
    return exemptions;
  }

  /** These as if one were not declared. */
  Overlay without(ExemptionName name, Catalog catalog) {
    return new Overlay(exemptions.without(name), catalog, namespaces);
  }

  /** The columns of the recommendations that an exemption names and that judge. */
  BitSet columns(Exemption exemption) {
    BitSet named = new BitSet(columns.size());
    exemption.recommendations().stream()
        .map(columns::get)
        .filter(column -> column != null)
        .forEach(named::set);
    return named;
  }

  private About about(Exemption exemption) {
    return new About(exemption, columns(exemption));
  }

  /** The columns for which exemptions, holding or not, may tell containers of a resource apart. */
  BitSet columnsOfContainers(ResourceId resource) {
    BitSet wanted = new BitSet();
    Stream.concat(
            byNamespace.getOrDefault(resource.scoredIn(), List.of()).stream(), ofCluster.stream())
        .filter(each -> each.exemption().isOfContainers())
        .filter(each -> each.exemption().mayHoldIn(resource.scoredIn()))
        .filter(each -> each.exemption().mayBeAbout(resource))
        .forEach(each -> wanted.or(each.columns()));
    return wanted;
  }

  /** A row with what is exempt of it now. */
  Row over(Row row) {
    List<About> about = about(row);
    if (about.isEmpty()) {
      return row;
    }
    BitSet mitigated = new BitSet();
    BitSet waived = new BitSet();
    for (int column = row.asked().nextSetBit(0);
        column >= 0;
        column = row.asked().nextSetBit(column + 1)) {
      if (row.verdicts().get(column) == Verdict.UNHEALTHY) {
        Resolution resolution = resolution(row, column, about);
        if (resolution.complete()) {
          (resolution.waives() ? waived : mitigated).set(column);
        }
      }
    }
    return mitigated.isEmpty() && waived.isEmpty()
        ? row
        : row.with(new Exempted(mitigated, waived));
  }

  /** Which exemptions decide about the finding of a row in a column. */
  Resolution resolution(Row row, int column) {
    return resolution(row, column, about(row));
  }

  /** The exemption that decides about a finding of a row, or about the finding in one container. */
  Optional<Exemption> decisive(Row row, String recommendation, String container) {
    int column = columns.getOrDefault(recommendation, -1);
    if (column < 0 || row.verdicts().get(column) != Verdict.UNHEALTHY) {
      return Optional.empty();
    }
    List<Exemption> candidates = candidates(column, about(row));
    return row.containers().of(column).stream()
        .filter(each -> each.container().equals(container))
        .findFirst()
        .map(each -> Resolution.about(candidates, container, each.image()))
        .orElseGet(() -> candidates.stream().filter(each -> !each.isOfContainers()).findFirst());
  }

  private static Resolution resolution(Row row, int column, List<About> about) {
    return Resolution.of(candidates(column, about), row.containers().of(column));
  }

  private static List<Exemption> candidates(int column, List<About> about) {
    return about.stream().filter(each -> each.columns().get(column)).map(About::exemption).toList();
  }

  /** What holds about a resource, in order of precedence. */
  private List<About> about(Row row) {
    String namespace = row.id().scoredIn();
    List<About> here = combined.computeIfAbsent(namespace, this::holdingIn);
    if (here.isEmpty()) {
      return here;
    }
    return here.stream()
        .filter(each -> holdsIn(each.exemption(), namespace))
        .filter(each -> each.exemption().isAbout(row.id(), row.labels()))
        .toList();
  }

  /** Whether the labels of namespaces matter. */
  boolean looksAtNamespaces() {
    return exemptions.all().stream().anyMatch(Exemption::looksAtNamespaces);
  }

  /** Whether an exemption is about what is scored in a namespace, by the labels it has now. */
  boolean holdsIn(Exemption exemption, String namespace) {
    @Nullable JsonMap known = namespaces.get(namespace);
    return exemption.holdsIn(
        namespace, known == null ? null : known.object("metadata").object("labels").strings());
  }

  private List<About> holdingIn(String namespace) {
    return Stream.concat(
            byNamespace.getOrDefault(namespace, List.of()).stream(), ofCluster.stream())
        .filter(each -> each.exemption().holds() && !each.columns().isEmpty())
        .filter(each -> each.exemption().mayHoldIn(namespace))
        .sorted((one, other) -> Exemption.PRECEDENCE.compare(one.exemption(), other.exemption()))
        .toList();
  }
}
