package dev.securescore.cli;

import dev.securescore.catalog.Recommendation;
import dev.securescore.engine.EngineListener;
import dev.securescore.evaluation.Judgement;
import dev.securescore.inventory.ResourceId;
import dev.securescore.output.Explanation.Judged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers the verdicts on one resource, which may come from several of its children. */
final class VerdictsOfOne implements EngineListener {

  private final Map<String, List<Judged>> byRecommendation = new LinkedHashMap<>();
  private boolean listening;

  /** Whether the object that is observed next is, or belongs to, the resource. */
  void listen(boolean wanted) {
    listening = wanted;
  }

  @Override
  public void judged(ResourceId object, Recommendation recommendation, Judgement judgement) {
    if (listening) {
      byRecommendation
          .computeIfAbsent(recommendation.name(), any -> new ArrayList<>())
          .add(new Judged(object, recommendation, judgement));
    }
  }

  Map<String, List<Judged>> byRecommendation() {
    return byRecommendation;
  }
}
