package dev.securescore.manifest;

/**
 * Something that should have been read and could not be: a scan ends with exit code 1.
 *
 * @param file the file or folder as people know it
 * @param line counted from 1; 0 where the whole file is meant
 * @param message what is wrong and what helps, on one line
 */
public record Problem(String file, int line, String message) {

  /** The problem as {@code file:line: message}. */
  @Override
  public String toString() {
    return Source.place(file, line) + ": " + message;
  }
}
