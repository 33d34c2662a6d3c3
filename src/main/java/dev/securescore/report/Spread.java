package dev.securescore.report;

import dev.securescore.api.Enforceable;
import dev.securescore.api.LabelSelector;
import dev.securescore.catalog.Policy;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Scope;
import dev.securescore.json.JsonMap;
import dev.securescore.scoring.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a recommendation is followed.
 *
 * @param healthy namespaces in which it applies and everything follows it, in order of name
 * @param unhealthy namespaces with findings, in order of name
 * @param clusterHealthy whether it applies to what lives in no namespace, and all of that follows
 */
public record Spread(List<String> healthy, List<String> unhealthy, boolean clusterHealthy) {

  /** Followed nowhere, as it applies nowhere. */
  public static final Spread NOWHERE = new Spread(List.of(), List.of(), false);

  /** Copies the lists. */
  public Spread {
    healthy = List.copyOf(healthy);
    unhealthy = List.copyOf(unhealthy);
  }

  /**
   * The spread of every recommendation that judges, by name; the platform and namespaces that are
   * not scored are left out.
   */
  public static Map<String, Spread> of(Engine engine) {
    Policy policy = engine.catalog().policy();
    Map<String, Building> building = new HashMap<>();
    engine.namespaces().entrySet().stream()
        .filter(entry -> isScored(policy, entry.getKey(), entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .forEach(namespace -> {
          for (Tally tally : tallies(engine, namespace)) {
            building
                .computeIfAbsent(tally.recommendation(), name -> new Building())
                .add(namespace, tally);
          }
        });
    tallies(engine, "").stream()
        .filter(Spread::isHealthy)
        .forEach(tally ->
            building.computeIfAbsent(tally.recommendation(), name -> new Building())
                    .clusterHealthy =
                true);
    Map<String, Spread> spreads = HashMap.newHashMap(building.size());
    building.forEach((name, each) ->
        spreads.put(name, new Spread(each.healthy, each.unhealthy, each.clusterHealthy)));
    return Map.copyOf(spreads);
  }

  /**
   * What refusing would do.
   *
   * @param findings resources that are unhealthy now
   */
  Enforceable enforceable(int findings) {
    return new Enforceable(healthy.size(), unhealthy.size(), findings);
  }

  private static boolean isScored(Policy policy, String name, JsonMap namespace) {
    return !policy.isExcluded(name)
        && !policy.isPlatform(name, namespace.object("metadata").object("labels").strings());
  }

  private static List<Tally> tallies(Engine engine, String namespace) {
    return engine.tallies(new Scope.Namespace(namespace, LabelSelector.EVERYTHING));
  }

  /** What could not be judged is not known to follow; nor is what it does not concern. */
  private static boolean isHealthy(Tally tally) {
    return tally.healthy() > 0 && tally.unhealthy() == 0 && tally.notEvaluated() == 0;
  }

  private static final class Building {
    private final List<String> healthy = new ArrayList<>();
    private final List<String> unhealthy = new ArrayList<>();
    private boolean clusterHealthy;

    void add(String namespace, Tally tally) {
      if (isHealthy(tally)) {
        healthy.add(namespace);
      } else if (tally.unhealthy() > 0) {
        unhealthy.add(namespace);
      }
    }
  }
}
