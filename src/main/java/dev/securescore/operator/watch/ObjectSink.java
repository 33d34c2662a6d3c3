package dev.securescore.operator.watch;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;

/** Takes what a feed reads; one feed never calls it twice at a time. */
interface ObjectSink {

  /** An object that arrived or changed. */
  void observe(JsonMap object);

  /** An object that may be known in this version, and is to be judged again even so. */
  void observeAgain(JsonMap object);

  /** An object that is gone. */
  void forget(ResourceId id);

  /** The objects of a kind can be read. */
  void available(KindName kind);

  /** The objects of a kind cannot be read. */
  void unavailable(KindName kind, String reason);

  /** The server has no such kind. */
  void unserved(KindName kind, String reason);
}
