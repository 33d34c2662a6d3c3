package dev.securescore.operator.write;

import dev.securescore.catalog.Catalog;
import dev.securescore.engine.Engine;
import dev.securescore.json.JsonMap;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then at what changed and what is due, and has it written. */
final class Clockwork {

  private static final Logger LOGGER = LoggerFactory.getLogger(Clockwork.class);

  private final Engine engine;
  private final WriteScheduler changes;
  private final WriteSchedule schedule;
  private final Marks marks;
  private final Dispatch dispatch;
  private final Readiness readiness;
  private final WriteGate gate;
  private final Clock clock;

  private final AtomicBoolean opened = new AtomicBoolean();
  private Catalog catalog = Catalog.empty();

  Clockwork(
      Engine engine,
      WriteScheduler changes,
      WriteSchedule schedule,
      Marks marks,
      Dispatch dispatch,
      Readiness readiness,
      WriteGate gate,
      Clock clock) {
    this.engine = engine;
    this.changes = changes;
    this.schedule = schedule;
    this.marks = marks;
    this.dispatch = dispatch;
    this.readiness = readiness;
    this.gate = gate;
    this.clock = clock;
  }

  /** Has everything written whenever the gate opens. */
  void start() {
    gate.onOpen(() -> opened.set(true));
  }

  /** One look; nothing is taken up while the gate is closed. */
  synchronized void tick() {
    Instant now = clock.instant();
    boolean becameComplete = readiness.becameComplete(now);
    if (!gate.isOpen()) {
      dropChanges();
      return;
    }
    Set<String> changed = changes.takeChanged();
    boolean otherCatalog = takeCatalog();
    boolean begins = opened.getAndSet(false) || becameComplete;
    if (begins || otherCatalog) {
      dispatch.look(now);
      marks.everything(
          engine.namespaces().keySet(), begins ? schedule::mark : schedule::dirty, now);
    } else {
      marks.namespaces(changed, now);
    }
    List<WriteKey> due = due(now);
    if (!due.isEmpty()) {
      Map<String, JsonMap> namespaces = engine.namespaces();
      due.forEach(key -> handOut(key, namespaces, now));
    }
  }

  /** A standby keeps no names; it looks at everything once it leads. */
  private void dropChanges() {
    if (!changes.takeChanged().isEmpty()) {
      opened.set(true);
    }
  }

  private void handOut(WriteKey key, Map<String, JsonMap> namespaces, Instant now) {
    try {
      dispatch.handOut(key, namespaces, now);
    } catch (RuntimeException failure) {
      LOGGER.atWarn().setCause(failure).addKeyValue("key", key).log("not written, will try again");
      schedule.take(key);
      schedule.dirty(key, now);
    }
  }

  private boolean takeCatalog() {
    Catalog current = engine.catalog();
    boolean other = !current.equals(catalog);
    catalog = current;
    return other;
  }

  private List<WriteKey> due(Instant now) {
    boolean mayWriteNumbers = readiness.mayWrite(readiness.isComplete(), now);
    return schedule.due(
        now,
        catalog.policy().reportsPerSecond(),
        key -> mayWriteNumbers || !key.needsEverythingRead());
  }
}
