package dev.securescore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the image gives to its JVM, as the pom.xml has it. */
public final class ImageFlags {

  private static final Pattern FLAG = Pattern.compile("<jvmFlag>(.*?)</jvmFlag>");

  private ImageFlags() {}

  /** The flags but for the size of the heap, which is for a container's limit. */
  public static List<String> withoutHeap() {
    try {
      return FLAG.matcher(Files.readString(Project.root().resolve("pom.xml")))
          .results()
          .map((MatchResult found) -> found.group(1))
          .filter(flag -> !flag.startsWith("-XX:MaxRAMPercentage"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
