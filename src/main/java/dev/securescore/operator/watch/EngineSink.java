package dev.securescore.operator.watch;

import dev.securescore.engine.Engine;
import dev.securescore.engine.Reread;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.Standing;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import java.util.Set;

/** Brings what feeds read before the engine. */
final class EngineSink implements ObjectSink {

  private final Engine engine;
  private final EvaluationTimes times;
  private final Affected affected;

  EngineSink(Engine engine, EvaluationTimes times, Affected affected) {
    this.engine = engine;
    this.times = times;
    this.affected = affected;
  }

  /** Hears what must be read again because something changed that it is related to. */
  interface Affected {

    /** These objects. */
    void objects(Set<ResourceId> ids);

    /** All objects of some kinds. */
    void kinds(Reread reread);
  }

  @Override
  public void observe(JsonMap object) {
    ResourceId id = ResourceId.of(object);
    affected.objects(engine.relate(id, object));
    times.measure(id.kind(), () -> engine.observe(id, object, standing(object)));
  }

  @Override
  public void observeAgain(JsonMap object) {
    times.measure(
        KindName.of(object),
        () -> engine.observeAgain(ResourceId.of(object), object, standing(object)));
  }

  private Standing standing(JsonMap object) {
    return engine.catalog().policy().inventory().standing(object);
  }

  @Override
  public void forget(ResourceId id) {
    affected.objects(engine.unrelate(id));
    engine.forget(id);
  }

  @Override
  public void available(KindName kind) {
    engine.available(kind);
    RelatedKind.of(kind).ifPresent(related -> affected.kinds(engine.related(related)));
  }

  @Override
  public void unavailable(KindName kind, String reason) {
    engine.unavailable(kind, reason);
    RelatedKind.of(kind).ifPresent(related -> affected.kinds(engine.unrelated(related, reason)));
  }

  /** A cluster without the kind has no objects of it; who asks about them is told it is missing. */
  @Override
  public void unserved(KindName kind, String reason) {
    boolean isNobodysLoss =
        engine.catalog().asked(kind).isEmpty()
            && RelatedKind.of(kind).map(RelatedKind::isOptional).orElse(false);
    if (isNobodysLoss) {
      available(kind);
    } else {
      unavailable(kind, reason);
    }
  }
}
