package dev.securescore.fix;

import java.util.List;

/**
 * One change to the text of a document.
 *
 * <p>Paths are keys and indexes; they hold once all earlier edits of a list are made.
 */
sealed interface Edit {

  /** A value in place of another. */
  record Exchange(List<Object> path, Object value) implements Edit {}

  /** A key that an object did not have. */
  record Insert(List<Object> path, String key, Object value) implements Edit {}

  /** A further element of a list. */
  record Append(List<Object> path, Object value) implements Edit {}

  /** A key or an element that goes. */
  record Remove(List<Object> path) implements Edit {}
}
