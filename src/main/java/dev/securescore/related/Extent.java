package dev.securescore.related;

import java.util.Optional;

/** How much of the related objects there are is known. */
sealed interface Extent permits WatchedKinds, ScannedFiles {

  /** Why a variable cannot be told at all; empty where it can. */
  Optional<String> missing(RelatedVariable variable);

  /** Whether an object that is not there may live elsewhere. */
  boolean isPartial();

  /** What it means that an object is not there, which another names. */
  Found absent(RelatedKind kind, String name);
}
