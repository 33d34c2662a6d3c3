package dev.securescore;

import java.nio.file.Path;

/** Where the files of the project are. */
public final class Project {

  private Project() {}

  /** The folder with the pom.xml. */
  public static Path root() {
    return Path.of(System.getProperty("secure-score.root", "")).toAbsolutePath();
  }
}
