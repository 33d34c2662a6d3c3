package dev.securescore.report;

import java.util.Collection;
import java.util.stream.Collectors;

/** Phrases that several messages share. */
final class Words {

  private Words() {}

  /** A count with its noun: {@code 1 resource}, {@code 12 resources}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Several things in a row, sorted: {@code a, b, c}. */
  static String list(Collection<?> things) {
    return things.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }
}
