package dev.securescore.manifest;

import java.util.List;

/**
 * All that was found under the paths that people named, each list in the order of reading.
 *
 * @param manifests the Kubernetes objects
 * @param problems what could not be read and should have been
 * @param notices what was passed over on purpose
 */
public record Manifests(List<Manifest> manifests, List<Problem> problems, List<Notice> notices) {

  /** Copies the lists. */
  public Manifests {
    manifests = List.copyOf(manifests);
    problems = List.copyOf(problems);
    notices = List.copyOf(notices);
  }
}
