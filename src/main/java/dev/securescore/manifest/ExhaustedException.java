package dev.securescore.manifest;

/** A file that holds more than a reader takes: none of the rest is read. */
final class ExhaustedException extends UnreadableException {

  private static final long serialVersionUID = 1;

  ExhaustedException(int line, String message) {
    super(line, message);
  }
}
