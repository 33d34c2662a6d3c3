package dev.securescore.engine;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.Rule;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.ContainerVerdict;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Judgement;
import dev.securescore.evaluation.Parts;
import dev.securescore.evaluation.Sharing;
import dev.securescore.evaluation.Surroundings;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.Delivery;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Judges an object by every recommendation that is asked of it; what comes out is its row. */
final class RowMaker {

  private final Judge judge;
  private final EngineListener listener;
  private final Surroundings surroundings;

  RowMaker(Judge judge, EngineListener listener, Surroundings surroundings) {
    this.judge = judge;
    this.listener = listener;
    this.surroundings = surroundings;
  }

  /**
   * A catalogue with what is worked out once for it.
   *
   * @param sharing what single rules found by what they read
   */
  record Rules(Catalog catalog, Map<KindName, BitSet> askedByKind, Sharing sharing) {

    static Rules of(Catalog catalog, Function<Collection<Rule>, Sharing> sharing) {
      return new Rules(
          catalog,
          new ConcurrentHashMap<>(),
          sharing.apply(catalog.judged().stream().map(Recommendation::rule).toList()));
    }

    /** The columns asked of a kind; all rows of the kind share the set. */
    BitSet asked(KindName kind) {
      return askedByKind.computeIfAbsent(kind, catalog::asked);
    }
  }

  /** An object as the judge sees it, with all that surrounds it. */
  Case subject(Rules rules, JsonMap object) {
    return Case.of(object, rules.catalog().policy().inventory().kinds(), surroundings);
  }

  /**
   * The row of an object as it is now.
   *
   * @param ofContainers the columns for which verdicts on single containers are kept
   */
  Row make(Rules rules, ResourceId id, Case judged, BitSet ofContainers) {
    BitSet asked = rules.asked(id.kind());
    JsonMap object = judged.object();
    JsonMap metadata = object.object("metadata");
    return new Row(
        id,
        metadata.object("labels").strings(),
        asked,
        verdicts(rules, id, judged, asked),
        judged.template().isPresent() ? (int) object.object("spec").number("replicas", 1) : 0,
        judged.isReachableFromOutside(),
        Delivery.managedBy(object),
        containers(rules.catalog(), judged, asked, ofContainers),
        Exempted.NOTHING);
  }

  private ContainerVerdicts containers(
      Catalog catalog, Case judged, BitSet asked, BitSet ofContainers) {
    if (!asked.intersects(ofContainers)) {
      return ContainerVerdicts.NONE;
    }
    Map<Integer, Set<ContainerVerdict>> byColumn = new HashMap<>();
    ofContainers.stream()
        .filter(asked::get)
        .forEach(column ->
            byColumn.put(
                column, Set.copyOf(judge.eachContainer(catalog.judged().get(column), judged))));
    return new ContainerVerdicts(Map.copyOf(byColumn));
  }

  private Verdicts verdicts(Rules rules, ResourceId id, Case judged, BitSet asked) {
    Parts parts = rules.sharing().of(judged);
    return Verdicts.of(
        rules.catalog().judged().size(),
        column ->
            asked.get(column)
                ? judge(rules.catalog().judged().get(column), id, judged, parts)
                : Verdict.NOT_APPLICABLE);
  }

  private Verdict judge(Recommendation recommendation, ResourceId id, Case judged, Parts parts) {
    Judgement judgement = judge.judge(recommendation, judged, parts);
    listener.judged(id, recommendation, judgement);
    return judgement.verdict();
  }
}
