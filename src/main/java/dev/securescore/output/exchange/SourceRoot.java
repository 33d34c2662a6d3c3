package dev.securescore.output.exchange;

import dev.securescore.output.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The folder that paths are told from, usually the root of a repository.
 *
 * @param folder an absolute path
 */
public record SourceRoot(Path folder) {

  /** The folder in which the program was started. */
  public static SourceRoot ofProcess() {
    return new SourceRoot(Path.of("").toAbsolutePath());
  }

  /** The file as seen from the folder, with {@code /}; as it is where it lies outside. */
  public String relative(String file) {
    try {
      Path path = Path.of(file);
      Path seen = path.isAbsolute() && path.startsWith(folder) ? folder.relativize(path) : path;
      return seen.toString().replace('\\', '/');
    } catch (InvalidPathException notAPath) {
      return file;
    }
  }

  /** The same as a reference in the sense of RFC 3986, with every special character escaped. */
  String uri(String file) {
    String path = Printable.of(relative(file));
    try {
      if (path.startsWith("/")) {
        return new URI("file", "", path, null).toASCIIString();
      }
      String text = new URI(null, null, "./" + path, null).toASCIIString();
      boolean likeScheme = path.indexOf(':') >= 0;
      return likeScheme ? text : text.substring("./".length());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("a path that is no reference: " + path, impossible);
    }
  }

  /** Whether the file lies, as far as its name tells, under the folder. */
  boolean holds(String file) {
    return !relative(file).startsWith("/");
  }
}
