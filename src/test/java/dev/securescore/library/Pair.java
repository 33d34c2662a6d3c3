package dev.securescore.library;

import dev.securescore.catalog.Recommendation;
import dev.securescore.json.JsonMap;

/** One object before one recommendation. */
record Pair(Recommendation recommendation, JsonMap object, String source) {

  @Override
  public String toString() {
    return recommendation.name() + " on " + source + " " + object.object("metadata").string("name");
  }
}
