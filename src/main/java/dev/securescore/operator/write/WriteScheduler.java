package dev.securescore.operator.write;

import dev.securescore.engine.EngineListener;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hears from the engine what changed, and keeps it until the writing takes it up.
 *
 * <p>It exists before the engine and costs an event one insertion, however many reports there are.
 */
public final class WriteScheduler implements EngineListener {

  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final AtomicLong changes = new AtomicLong();

  @Override
  public void changed(String namespace) {
    changed.add(namespace);
    changes.incrementAndGet();
  }

  /** How often anything changed so far. */
  public long changes() {
    return changes.get();
  }

  /** The namespaces that changed since the last call. */
  Set<String> takeChanged() {
    Set<String> taken = new HashSet<>();
    for (String namespace : changed) {
      if (changed.remove(namespace)) {
        taken.add(namespace);
      }
    }
    return taken;
  }
}
