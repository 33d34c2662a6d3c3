package dev.securescore.engine;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.KindMatch;
import dev.securescore.catalog.Recommendation;
import dev.securescore.inventory.KindName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What must be observed again after a catalogue changed.
 *
 * @param kinds any object of a kind that one of these matches
 */
public record Reread(List<KindMatch> kinds) {

  /** Nothing must be observed again. */
  static final Reread NOTHING = new Reread(List.of());

  static Reread between(Catalog before, Catalog after) {
    List<KindMatch> kinds = new ArrayList<>();
    if (!before.policy().inventory().equals(after.policy().inventory())) {
      kinds.add(new KindMatch.Workloads(before.policy().inventory().kinds()));
      kinds.add(new KindMatch.Workloads(after.policy().inventory().kinds()));
    }
    Map<String, Recommendation> old =
        before.judged().stream()
            .collect(Collectors.toMap(Recommendation::name, Function.identity()));
    for (Recommendation recommendation : after.judged()) {
      Recommendation same = old.getOrDefault(recommendation.name(), recommendation);
      boolean isNew = !old.containsKey(recommendation.name());
      if (isNew || !same.rule().fingerprint().equals(recommendation.rule().fingerprint())) {
        kinds.add(recommendation.rule().kinds());
      }
    }
    return new Reread(List.copyOf(kinds));
  }

  /** Whether nothing must be observed again. */
  public boolean isEmpty() {
    return kinds.isEmpty();
  }

  /** Whether the objects of a kind must be observed again. */
  public boolean concerns(KindName kind) {
    return kinds.stream().anyMatch(match -> match.matches(kind));
  }
}
