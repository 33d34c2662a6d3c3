package dev.securescore.cel;

/** What came of a compilation. */
public sealed interface Compilation {

  /** The expression is accepted. */
  record Compiled(Expression expression) implements Compilation {}

  /**
   * The expression is not accepted.
   *
   * @param message what is wrong and, where known, what was meant
   * @param line of the place, from 1
   * @param column of the place, from 1
   */
  record Refused(String message, int line, int column) implements Compilation {}
}
