package dev.securescore.operator.write;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gate that a test opens and closes. */
final class TestGate implements WriteGate {

  private final List<Runnable> actions = new CopyOnWriteArrayList<>();
  private volatile boolean open = true;

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void onOpen(Runnable action) {
    actions.add(action);
    if (open) {
      action.run();
    }
  }

  void close() {
    open = false;
  }

  void open() {
    open = true;
    actions.forEach(Runnable::run);
  }
}
