package dev.securescore.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes bytes in up to a limit. */
final class FileBytes {

  private FileBytes() {}

  static byte[] of(Path file, ReaderLimits limits) throws UnreadableException {
    try {
      if (Files.size(file) > limits.fileBytes()) {
        throw tooLarge(limits);
      }
      try (InputStream stream = Files.newInputStream(file)) {
        return of(stream, limits);
      }
    } catch (AccessDeniedException denied) {
      throw new UnreadableException(0, "no permission to read it");
    } catch (IOException failed) {
      throw new UnreadableException(0, "cannot be read: " + failed.getMessage());
    }
  }

  static byte[] of(InputStream stream, ReaderLimits limits)
      throws IOException, UnreadableException {
    byte[] bytes = stream.readNBytes(limits.fileBytes() + 1);
    if (bytes.length > limits.fileBytes()) {
      throw tooLarge(limits);
    }
    return bytes;
  }

  private static UnreadableException tooLarge(ReaderLimits limits) {
    return new UnreadableException(
        0, "larger than " + limits.fileBytes() + " bytes, the most that is read; split it");
  }

  /** What tells a file from every other, whatever links lead to it. */
  static Path identity(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException noRealPath) {
      return path.toAbsolutePath().normalize();
    }
  }
}
