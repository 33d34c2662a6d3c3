package dev.securescore.operator.write;

import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.ExemptionName;

/**
 * Takes the exemptions that people declare.
 *
 * <p>Called by many threads, often with what is known already; it must return at once.
 */
public interface ExemptionSink {

  /** An exemption that is there. */
  void put(Declaration declaration);

  /** The name of an exemption that is gone. */
  void remove(ExemptionName name);
}
