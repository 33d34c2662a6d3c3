package dev.securescore.operator.write;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.SecureScorePolicy;
import dev.securescore.exemption.ExemptionName;

/** What is written as one: a status with its own pace. */
sealed interface WriteKey {

  /** Whether handing it out may cost a write. */
  default boolean mayCostWrite() {
    return true;
  }

  /** Whether its numbers must wait until everything was read. */
  default boolean needsEverythingRead() {
    return true;
  }

  /**
   * Whether its confirmation lets changes go first; those of cluster reports tell that the operator
   * lives, and an alert watches them.
   */
  default boolean isConfirmedLast() {
    return this instanceof Report;
  }

  /** Whether it is a report, of a namespace or of the cluster. */
  default boolean isReport() {
    return this instanceof Report || this instanceof ClusterReport;
  }

  /** The status of a report in a namespace. */
  record Report(String namespace, String name) implements WriteKey {

    static Report of(ScoreReport report) {
      return new Report(report.getMetadata().getNamespace(), report.getMetadata().getName());
    }

    static Report ownOf(String namespace) {
      return new Report(namespace, ScoreReport.NAMESPACE);
    }

    boolean isOwn() {
      return name.equals(ScoreReport.NAMESPACE);
    }
  }

  /** The status of a cluster report. */
  record ClusterReport(String name) implements WriteKey {

    static final ClusterReport CLUSTER = new ClusterReport(ClusterScoreReport.CLUSTER);
    static final ClusterReport PLATFORM = new ClusterReport(ClusterScoreReport.PLATFORM);

    boolean isOwn() {
      return equals(CLUSTER) || equals(PLATFORM);
    }
  }

  /** The status of a recommendation; its acceptance does not wait for numbers. */
  record Recommendation(String name) implements WriteKey {
    @Override
    public boolean needsEverythingRead() {
      return false;
    }
  }

  /** The status of the policy. */
  record Policy() implements WriteKey {

    static final String NAME = SecureScorePolicy.NAME;

    @Override
    public boolean needsEverythingRead() {
      return false;
    }
  }

  /** The status of an exemption, in a namespace or of the cluster. */
  record Exemption(ExemptionName name) implements WriteKey {}

  /** A look at the counts of all recommendations, which says whose status must be written. */
  record Counts() implements WriteKey {
    @Override
    public boolean mayCostWrite() {
      return false;
    }
  }
}
