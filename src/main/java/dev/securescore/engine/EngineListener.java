package dev.securescore.engine;

import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Judgement;
import dev.securescore.inventory.ResourceId;

/** Hears what the engine learns; called outside its lock, by the thread that brought the news. */
public interface EngineListener {

  /** A number of a namespace changed; the empty name stands for cluster-scoped resources. */
  default void changed(String namespace) {}

  /**
   * Whether it wants to hear every judgement.
   *
   * <p>Where it does not, resources with equal pod templates share a whole row of verdicts.
   */
  default boolean hearsJudgements() {
    return false;
  }

  /** An object was judged by a recommendation; told where judgements are wanted. */
  default void judged(ResourceId object, Recommendation recommendation, Judgement judgement) {}
}
