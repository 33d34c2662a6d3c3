package dev.securescore.related;

/** What came of looking for related objects. */
public sealed interface Found {

  /** The object, or the list of objects, as an expression reads it. */
  record Value(Object value) implements Found {}

  /** It cannot be told, for a reason that people read. */
  record Missing(String reason) implements Found {}
}
