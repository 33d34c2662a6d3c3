package dev.securescore.manifest;

/**
 * Advice about something that was passed over on purpose; no error.
 *
 * @param file the file or folder as people know it
 * @param line counted from 1; 0 where the whole file is meant
 * @param message what was passed over and what helps, on one line
 */
public record Notice(String file, int line, String message) {

  /** The notice as {@code file:line: message}. */
  @Override
  public String toString() {
    return Source.place(file, line) + ": " + message;
  }
}
