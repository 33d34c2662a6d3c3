package dev.securescore.catalog;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Stage;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.related.RelatedKind;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The recommendations in force at one time, under one policy.
 *
 * @param judged those that judge, by name; a recommendation's place here is its column
 * @param inactive those that do not count, with the reason
 * @param policy what this cluster decided
 * @param revision changes when anything changes that scores depend on
 * @param nextChange when a date in a lifecycle changes the catalogue; null where none will
 */
public record Catalog(
    List<Recommendation> judged,
    List<Inactive> inactive,
    Policy policy,
    Fingerprint revision,
    @Nullable Instant nextChange) {

  /**
   * A recommendation that does not count.
   *
   * @param name its name
   * @param reason {@code Preview}, {@code Disabled}, {@code CompileError} or {@code
   *     ParameterMissing}
   * @param message the reason as a sentence
   * @param stage where it stands here and now
   * @param spec what its author wrote, and what the reason is about
   */
  public record Inactive(
      String name, String reason, String message, Stage stage, SecurityRecommendationSpec spec) {}

  /** Puts those that judge in the order of their names, so that they are found by halving. */
  public Catalog {
    judged = judged.stream().sorted(Comparator.comparing(Recommendation::name)).toList();
  }

  /** The catalogue before any recommendation was read. */
  public static Catalog empty() {
    return new Catalog(List.of(), List.of(), Policy.standard(), Fingerprint.NONE, null);
  }

  /** The resources to read beside the workloads: those that a recommendation names outright. */
  public Set<ResourceName> namedResources() {
    return judged.stream()
        .flatMap(recommendation -> recommendation.rule().kinds().named().stream())
        .collect(Collectors.toSet());
  }

  /** The kinds that must be read because a verdict on another object needs them. */
  public Set<RelatedKind> relatedKinds() {
    return judged.stream()
        .flatMap(recommendation -> recommendation.rule().related().stream())
        .flatMap(variable -> variable.kinds().stream())
        .collect(Collectors.toSet());
  }

  /**
   * All that must be read: what is named, what verdicts on others need, and what runs pods.
   *
   * @return with the kind as it is probably written; without Namespaces, which are always read
   */
  public Map<ResourceName, KindName> resources() {
    Map<ResourceName, KindName> resources = new TreeMap<>();
    namedResources().forEach(name -> resources.put(name, name.likelyKind()));
    relatedKinds().forEach(kind -> resources.put(kind.kind().resource(), kind.kind()));
    policy.inventory().kinds().all().forEach(kind -> resources.put(kind.resource(), kind));
    resources.remove(KindName.NAMESPACE.resource());
    return resources;
  }

  /** The columns that are asked of a kind. */
  public BitSet asked(KindName kind) {
    BitSet asked = new BitSet(judged.size());
    for (int column = 0; column < judged.size(); column++) {
      if (judged.get(column).rule().kinds().matches(kind)) {
        asked.set(column);
      }
    }
    return asked;
  }

  /** The columns that count for a score, of recommendations that a selector chooses. */
  public BitSet scored(LabelSelector selector) {
    BitSet scored = new BitSet(judged.size());
    for (int column = 0; column < judged.size(); column++) {
      Recommendation recommendation = judged.get(column);
      if (recommendation.scored() && selector.matches(recommendation.labels())) {
        scored.set(column);
      }
    }
    return scored;
  }

  /** The columns that count, and those in preview that will, of what a selector chooses. */
  public BitSet foreseen(LabelSelector selector) {
    BitSet foreseen = new BitSet(judged.size());
    for (int column = 0; column < judged.size(); column++) {
      if (selector.matches(judged.get(column).labels())) {
        foreseen.set(column);
      }
    }
    return foreseen;
  }

  /** The recommendation of a name, if it judges. */
  public Optional<Recommendation> find(String name) {
    int low = 0;
    int high = judged.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = judged.get(middle).name().compareTo(name);
      if (order == 0) {
        return Optional.of(judged.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** The column of each recommendation by name. */
  public Map<String, Integer> columns() {
    Map<String, Integer> columns = HashMap.newHashMap(judged.size());
    for (int column = 0; column < judged.size(); column++) {
      columns.put(judged.get(column).name(), column);
    }
    return columns;
  }
}
