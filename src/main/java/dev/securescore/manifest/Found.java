package dev.securescore.manifest;

import java.nio.file.Path;

/** What the paths that people named lead to. */
sealed interface Found {

  /** The file or folder. */
  Path path();

  /** Whether people named it, rather than a folder above it. */
  boolean named();

  /** Standard input. */
  record StandardInput() implements Found {

    @Override
    public Path path() {
      return Path.of("-");
    }

    @Override
    public boolean named() {
      return true;
    }
  }

  /** A file. */
  record Text(Path path, boolean named) implements Found {}

  /** A folder that helm renders. */
  record Chart(Path path, boolean named) implements Found {}

  /**
   * A folder that kustomize renders.
   *
   * @param file the kustomization itself
   */
  record Kustomization(Path path, Path file, boolean named) implements Found {}
}
