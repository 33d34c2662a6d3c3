package dev.securescore.operator.watch;

import dev.securescore.engine.Engine;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Teaches the engine the namespaces, and brings each before it as the resource it is too.
 *
 * <p>Where what recommendations may look at in a namespace changes, its objects are read again. A
 * new namespace counts as changed: its objects may have been judged before it was known.
 */
final class NamespaceSink implements ObjectSink {

  private final Engine engine;
  private final EngineSink objects;
  private final Consumer<String> changed;
  private final Map<String, Marks> known = new ConcurrentHashMap<>();

  private record Marks(JsonMap labels, JsonMap annotations) {}

  /** A sink that tells the name of a namespace whose objects must be read again. */
  NamespaceSink(Engine engine, EngineSink objects, Consumer<String> changed) {
    this.engine = engine;
    this.objects = objects;
    this.changed = changed;
  }

  @Override
  public void observe(JsonMap namespace) {
    JsonMap metadata = namespace.object("metadata");
    String name = metadata.string("name");
    Marks marks = new Marks(metadata.object("labels"), metadata.object("annotations"));
    engine.namespace(namespace);
    objects.observe(namespace);
    if (!marks.equals(known.put(name, marks))) {
      changed.accept(name);
    }
  }

  @Override
  public void observeAgain(JsonMap namespace) {
    objects.observeAgain(namespace);
  }

  @Override
  public void forget(ResourceId id) {
    known.remove(id.name());
    engine.forgetNamespace(id.name());
    objects.forget(id);
  }

  @Override
  public void available(KindName kind) {
    objects.available(kind);
  }

  @Override
  public void unavailable(KindName kind, String reason) {
    objects.unavailable(kind, reason);
  }

  @Override
  public void unserved(KindName kind, String reason) {
    objects.unserved(kind, reason);
  }
}
