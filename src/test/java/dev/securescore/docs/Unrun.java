package dev.securescore.docs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Commands that the test of the pages does not run, each with the reason. */
enum Unrun {
  MAVEN("mvn ", "Maven in Maven; ImageIT builds the image, every build runs the rest"),
  CI(".ci/run", "is what runs this test"),
  DOWNLOADS("hack/", "prepares the programs that this test needs, so it ran before"),
  BENCHMARK("bench/", "minutes to hours; the tests of package bench run the parts"),
  SIGNATURE("cosign ", "needs cosign, a registry and an identity"),
  LOGS("kubectl logs ", "needs running pods, and here is no kubelet"),
  DEMO("./secure-score demo", "shows until it is interrupted; DemoCommandTest runs it");

  private final String beginning;
  private final String reason;

  Unrun(String beginning, String reason) {
    this.beginning = beginning;
    this.reason = reason;
  }

  static Optional<Unrun> of(DocumentedCommand command) {
    return Arrays.stream(values())
        .filter(each -> command.text().startsWith(each.beginning))
        .findFirst();
  }

  boolean isNeeded(List<DocumentedCommand> commands) {
    return commands.stream().anyMatch(each -> each.text().startsWith(beginning));
  }

  @Override
  public String toString() {
    return beginning + ": " + reason;
  }
}
