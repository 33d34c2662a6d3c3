package dev.securescore.manifest;

/** A text that cannot be taken as a document. */
sealed class UnreadableException extends Exception permits ExhaustedException {

  private static final long serialVersionUID = 1;

  private final int line;

  /**
   * An exception.
   *
   * @param line counted from 1; 0 where the whole file is meant
   * @param message what is wrong and what helps, on one line
   */
  UnreadableException(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  final int line() {
    return line;
  }

  final String reason() {
    return String.valueOf(getMessage());
  }
}
