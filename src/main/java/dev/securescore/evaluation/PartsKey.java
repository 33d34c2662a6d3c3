package dev.securescore.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The identities of all parts that a rule reads of an object. */
record PartsKey(int[] identities) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PartsKey key && Arrays.equals(identities, key.identities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(identities);
  }

  @Override
  public String toString() {
    return Arrays.toString(identities);
  }
}
