package dev.securescore.manifest;

import java.time.Duration;

/**
 * How much a reader takes from files it does not trust.
 *
 * @param fileBytes the largest file, standard input or rendered folder, in bytes
 * @param documents the most documents in one file
 * @param nodes the most values in one file
 * @param aliasedNodes the most values that the aliases of one document may repeat
 * @param depth the deepest nesting of objects and lists
 * @param renderTime how long helm or kustomize may take for one folder
 */
public record ReaderLimits(
    int fileBytes, int documents, int nodes, int aliasedNodes, int depth, Duration renderTime) {

  /**
   * 16 MiB, 100,000 documents and two million values a file, a hundred levels, a minute to render.
   */
  public static ReaderLimits defaults() {
    return new ReaderLimits(16 << 20, 100_000, 2_000_000, 100_000, 100, Duration.ofSeconds(60));
  }

  ReaderLimits without(int readNodes) {
    return new ReaderLimits(
        fileBytes, documents, nodes - readNodes, aliasedNodes, depth, renderTime);
  }
}
