package dev.securescore.manifest;

import java.util.ArrayList;
import java.util.List;

/** What one reading found so far. */
final class Reading {

  private final List<Manifest> manifests = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();

  void add(Manifest manifest) {
    manifests.add(manifest);
  }

  void problem(String file, int line, String message) {
    problems.add(new Problem(file, line, message));
  }

  void notice(String file, int line, String message) {
    notices.add(new Notice(file, line, message));
  }

  /** Takes in what another reading found, after all that was found here. */
  void add(Reading other) {
    manifests.addAll(other.manifests);
    problems.addAll(other.problems);
    notices.addAll(other.notices);
  }

  Manifests result() {
    return new Manifests(manifests, problems, notices);
  }
}
