package dev.securescore.engine;

import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Rule;
import dev.securescore.evaluation.ContainerVerdict;
import dev.securescore.evaluation.Verdict;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.ExemptionName;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds out what one exemption does, by looking at every row of its scope. */
final class ExemptionInquiry {

  private final Exemption exemption;
  private final Catalog catalog;
  private final Overlay overlay;
  private final Overlay without;
  private final BitSet columns;
  private final Set<ExemptionName> deciding = new TreeSet<>();
  private int matched;
  private int needed;
  private int unknown;
  private int exempted;
  private int open;

  /**
   * An inquiry about an exemption.
   *
   * @param without the overlay as if it were not declared
   */
  ExemptionInquiry(Exemption exemption, Catalog catalog, Overlay overlay, Overlay without) {
    this.exemption = exemption;
    this.catalog = catalog;
    this.overlay = overlay;
    this.without = without;
    this.columns = overlay.columns(exemption);
  }

  /**
   * What it does.
   *
   * @param rows finds the rows of a scope
   */
  ExemptionFacts facts(Function<Scope, ScopeRows> rows, SnapshotMaker maker) {
    String namespace = exemption.name().namespace();
    boolean cluster = exemption.name().cluster();
    ScopeRows scope =
        rows.apply(
            cluster
                ? new Scope.Cluster()
                : new Scope.Namespace(namespace, LabelSelector.EVERYTHING));
    ScopeRows everywhere = cluster ? rows.apply(new Scope.Everything()) : scope;
    everywhere.rows().stream()
        .filter(row -> overlay.holdsIn(exemption, row.id().scoredIn()))
        .filter(row -> exemption.isAbout(row.id(), row.labels()))
        .forEach(this::look);
    return new ExemptionFacts(
        exemption,
        matched,
        needed,
        unknown,
        exempted,
        open,
        deciding,
        named(name -> catalog.find(name).isEmpty()),
        exemption.isOfContainers() ? named(this::isWhole) : List.of(),
        maker.score(scope.with(countersWithout(scope))),
        maker.score(scope));
  }

  private List<String> named(Predicate<String> which) {
    return exemption.recommendations().stream().filter(which).sorted().toList();
  }

  private boolean isWhole(String recommendation) {
    return catalog
        .find(recommendation)
        .filter(each -> each.rule().subject() != Rule.Subject.CONTAINER)
        .isPresent();
  }

  private void look(Row row) {
    for (int column = columns.nextSetBit(0); column >= 0; column = columns.nextSetBit(column + 1)) {
      Verdict verdict = row.verdicts().get(column);
      if (row.asked().get(column) && verdict != Verdict.NOT_APPLICABLE) {
        look(row, column, verdict);
      }
    }
  }

  private void look(Row row, int column, Verdict verdict) {
    List<ContainerVerdict> about =
        row.containers().of(column).stream()
            .filter(each -> exemption.isAboutContainer(each.container(), each.image()))
            .toList();
    if (exemption.isOfContainers() && about.isEmpty()) {
      return;
    }
    matched++;
    unknown += verdict == Verdict.NOT_EVALUATED ? 1 : 0;
    boolean fails =
        !exemption.isOfContainers()
            || about.stream().anyMatch(each -> each.verdict() == Verdict.UNHEALTHY);
    if (verdict != Verdict.UNHEALTHY || !fails) {
      return;
    }
    needed++;
    Resolution resolution = overlay.resolution(row, column);
    if (!resolution.deciding().contains(exemption)) {
      resolution.deciding().forEach(other -> deciding.add(other.name()));
    } else if (resolution.complete()) {
      exempted++;
    } else {
      open++;
    }
  }

  private Counters countersWithout(ScopeRows scope) {
    Counters counters = new Counters(catalog.judged().size());
    counters.addAll(scope.counters());
    scope.rows().stream()
        .filter(row -> !row.exempted().equals(Exempted.NOTHING))
        .forEach(row -> {
          counters.remove(row);
          counters.add(without.over(row.with(Exempted.NOTHING)));
        });
    return counters;
  }
}
