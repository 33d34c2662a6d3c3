package dev.securescore.api;

import java.util.Map;

/** What people declare about a recommendation, be it in a cluster or in a file. */
public sealed interface DeclaredRecommendation
    permits SecurityRecommendation, WrittenRecommendation {

  /** Its name, which no other has. */
  String name();

  /** Its labels; empty where it has none. */
  Map<String, String> labels();

  /** What it asks for. */
  SecurityRecommendationSpec spec();
}
