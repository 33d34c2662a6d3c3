package dev.securescore.engine;

import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Judgement;
import dev.securescore.inventory.ResourceId;

/** Hears what the engine learns; called outside its lock, by the thread that brought the news. */
public interface EngineListener {

  /** A number of a namespace changed; the empty name stands for cluster-scoped resources. */
  default void changed(String namespace) {}

  /** An object was judged by a recommendation. */
  default void judged(ResourceId object, Recommendation recommendation, Judgement judgement) {}
}
