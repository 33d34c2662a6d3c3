package dev.securescore.engine;

import java.util.BitSet;

/**
 * The findings of a resource that exemptions cover; the verdicts beneath stay what they are.
 *
 * @param mitigated columns whose finding counts as healthy
 * @param waived columns whose finding does not count
 */
record Exempted(BitSet mitigated, BitSet waived) {

  static final Exempted NOTHING = new Exempted(new BitSet(), new BitSet());

  boolean covers(int column) {
    return mitigated.get(column) || waived.get(column);
  }
}
