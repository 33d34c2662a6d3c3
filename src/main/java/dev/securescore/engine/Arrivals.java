package dev.securescore.engine;

import dev.securescore.evaluation.Case;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.Standing;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedObjects;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the objects that arrive, outside the lock, and puts what came of it into the table, unless
 * what decided about it changed meanwhile: then they are judged again.
 */
final class Arrivals {

  private final EngineState state;
  private final RowMaker judging;
  private final RelatedObjects related;
  private final Dependents dependents;
  private final Clock clock;

  Arrivals(
      EngineState state,
      RowMaker judging,
      RelatedObjects related,
      Dependents dependents,
      Clock clock) {
    this.state = state;
    this.judging = judging;
    this.related = related;
    this.dependents = dependents;
    this.clock = clock;
  }

  /** Whether an object is known in this version, judged by what is in force. */
  boolean isKnown(ResourceId id, JsonMap object) {
    String version = object.object("metadata").string("resourceVersion");
    @Nullable Part known = state.locked(() -> state.table().part(id));
    return known != null && known.isStill(version, state.installed().generation());
  }

  /**
   * Judges an object and keeps the verdicts; returns whether any number changed.
   *
   * @param again whether it was read again, so that something newer may be known
   */
  boolean put(ResourceId id, JsonMap object, Standing standing, boolean again) {
    Optional<Boolean> changed = Optional.empty();
    while (changed.isEmpty()) {
      changed = tryToPut(id, object, standing, again);
    }
    return changed.get();
  }

  /** Empty where it must be judged again. */
  private Optional<Boolean> tryToPut(
      ResourceId id, JsonMap object, Standing standing, boolean again) {
    InForce current = state.installed();
    @Nullable JsonMap namespace = state.namespaces().get(id.scoredIn());
    long relatedVersion = state.locked(related::version);
    Case judged = judging.subject(current.rules(), object);
    Part part = current.part(judging, id, judged, standing);
    return state.locked(() -> {
      boolean holds =
          state.installed().number() == current.number()
              && (related.version() == relatedVersion || !judged.hasRelations())
              && Objects.equals(state.namespaces().get(id.scoredIn()), namespace);
      if (!holds) {
        return Optional.empty();
      }
      return Optional.of(
          !(again && state.table().isNewer(id, part.resourceVersion()))
              && keep(id, part, judged, current));
    });
  }

  private boolean keep(ResourceId id, Part part, Case judged, InForce current) {
    boolean changed =
        state.table().put(id, part, current.catalog().judged().size(), clock.instant());
    dependents.put(id, part, judged.subject());
    return changed;
  }
}
