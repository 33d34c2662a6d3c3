package dev.securescore.operator.watch;

import dev.securescore.engine.Engine;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.Standing;
import dev.securescore.json.JsonMap;

/** Brings what feeds read before the engine. */
final class EngineSink implements ObjectSink {

  private final Engine engine;
  private final EvaluationTimes times;

  EngineSink(Engine engine, EvaluationTimes times) {
    this.engine = engine;
    this.times = times;
  }

  @Override
  public void observe(JsonMap object) {
    times.measure(
        KindName.of(object), () -> engine.observe(ResourceId.of(object), object, standing(object)));
  }

  /** Brings an object that was read for a re-read. */
  void observeAgain(JsonMap object) {
    times.measure(
        KindName.of(object),
        () -> engine.observeAgain(ResourceId.of(object), object, standing(object)));
  }

  private Standing standing(JsonMap object) {
    return engine.catalog().policy().inventory().standing(object);
  }

  @Override
  public void forget(ResourceId id) {
    engine.forget(id);
  }

  @Override
  public void available(KindName kind) {
    engine.available(kind);
  }

  @Override
  public void unavailable(KindName kind, String reason) {
    engine.unavailable(kind, reason);
  }
}
