package dev.securescore.api;

/** Greatest numbers that several fields share. */
final class Bounds {

  /** Greatest integer that every reader of JSON keeps exact, 2^53 - 1. */
  static final double INTEGER = 9007199254740991d;

  /** More objects than a cluster can hold. */
  static final double COUNT = 1_000_000_000d;

  /** Points of a thousand recommendations, in thousandths. */
  static final double MILLI_POINTS = 1_000_000_000_000d;

  private Bounds() {}
}
