package dev.securescore.operator.write;

/** Lets one replica write: the leader. */
public interface WriteGate {

  /** Whether this replica may write now. */
  boolean isOpen();

  /** Has an action run each time the gate opens; at once where it is open. */
  void onOpen(Runnable action);
}
