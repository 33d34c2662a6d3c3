package dev.securescore.operator.write;

import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecurityRecommendation;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people declare, so that a catalogue can be made of it.
 *
 * <p>Called by many threads, often with what is known already; it must return at once.
 */
public interface CatalogSink {

  /** A recommendation that is there. */
  void put(SecurityRecommendation recommendation);

  /** The name of a recommendation that is gone. */
  void remove(String name);

  /** The policy that holds; null where the cluster has none. */
  void policy(@Nullable SecureScorePolicy policy);
}
