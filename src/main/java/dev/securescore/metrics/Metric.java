package dev.securescore.metrics;

import java.util.List;

/**
 * Every metric of our own; {@code docs/metrics.md} is made of this list.
 *
 * <p>Names, types and labels follow Prometheus: base units, ratios from 0 to 1, {@code _total} on
 * counters only. A namespace is in the label {@code resource_namespace}, since a scrape replaces
 * {@code namespace} by the operator's own.
 */
public enum Metric {
  RESOURCES(
      "secure_score_resources",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Resources outside platform namespaces, by verdict: healthy (mitigated findings too), unhealthy, exempt (waived), not_applicable or not_evaluated.",
      "recommendation",
      "verdict"),
  RECOMMENDATION_POINTS(
      "secure_score_recommendation_points",
      Type.GAUGE,
      Shown.BY_LEADER,
      "What a recommendation that counts is worth, 0 to 50.",
      "recommendation",
      "severity",
      "control"),
  PREVIEW_POINTS(
      "secure_score_preview_points",
      Type.GAUGE,
      Shown.BY_LEADER,
      "What a recommendation in Preview will be worth once it counts, 0 to 50. Apart from the points of those that count, so that nothing pools it.",
      "recommendation",
      "severity",
      "control"),
  RATIO(
      "secure_score_ratio",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Score of the scope, cluster or platform; no series where nothing applies. Not to be averaged.",
      "scope"),
  FORECAST_RATIO(
      "secure_score_forecast_ratio",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Score of the scope if every recommendation in Preview counted, as the forecast of the reports; no series where none is in Preview.",
      "scope"),
  GRADE(
      "secure_score_grade",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Grade of the scope as a number: 6 is A+, 5 A, 4 B, 3 C, 2 D, 1 E, 0 F; lower than the score's own where an open Critical finding or the coverage caps it.",
      "scope"),
  COVERAGE(
      "secure_score_coverage_ratio",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Share of verdicts of the scope that could be reached.",
      "scope"),
  OPEN_FINDINGS(
      "secure_score_open_findings",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Unhealthy verdicts of the scope that count.",
      "scope",
      "severity"),
  NAMESPACE_RATIO(
      "secure_score_namespace_ratio",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Score of a namespace, which is part of the scope cluster or platform; no series where nothing applies. Not to be averaged.",
      "resource_namespace",
      "scope"),
  NAMESPACE_FORECAST_RATIO(
      "secure_score_namespace_forecast_ratio",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Score of a namespace if every recommendation in Preview counted; no series where none is in Preview.",
      "resource_namespace",
      "scope"),
  NAMESPACE_GRADE(
      "secure_score_namespace_grade",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Grade of a namespace as a number, as secure_score_grade.",
      "resource_namespace",
      "scope"),
  NAMESPACE_COVERAGE(
      "secure_score_namespace_coverage_ratio",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Share of verdicts of a namespace that could be reached.",
      "resource_namespace",
      "scope"),
  NAMESPACE_OPEN_FINDINGS(
      "secure_score_namespace_open_findings",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Unhealthy verdicts of a namespace that count.",
      "resource_namespace",
      "scope",
      "severity"),
  NAMESPACE_RESOURCES(
      "secure_score_namespace_resources",
      Type.GAUGE,
      Shown.ON_REQUEST,
      "Resources of a namespace by verdict. Namespaces times recommendations: many series.",
      "resource_namespace",
      "scope",
      "recommendation",
      "verdict"),
  RAW_RATIO(
      "secure_score_raw_ratio",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Score of the scope, cluster or platform, as if no exemption held.",
      "scope"),
  NAMESPACE_RAW_RATIO(
      "secure_score_namespace_raw_ratio",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Score of a namespace as if no exemption held.",
      "resource_namespace",
      "scope"),
  EXEMPT_FINDINGS(
      "secure_score_exempt_findings",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Findings outside platform namespaces that an exemption covers, by decision: mitigated (counted healthy) or waived; no series for none.",
      "recommendation",
      "decision"),
  EXEMPTIONS(
      "secure_score_exemptions",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Exemptions by the reason of their condition Effective: Active, Requested, NotNeeded and others.",
      "reason"),
  NEXT_EXPIRATION(
      "secure_score_exemption_expiration_timestamp_seconds",
      Type.GAUGE,
      Shown.BY_LEADER,
      "When the next exemption of a namespace ends; the empty namespace stands for those of the cluster.",
      "resource_namespace"),
  INACTIVE_RECOMMENDATIONS(
      "secure_score_inactive_recommendations",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Recommendations that do not count, by reason.",
      "reason"),
  CATALOG_INFO(
      "secure_score_catalog_info",
      Type.GAUGE,
      Shown.BY_LEADER,
      "1; the revision is that of the reports: another one when a recommendation that counts, its points or its parameters changed.",
      "revision"),
  NAMESPACES(
      "secure_score_namespaces",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Namespaces by what the policy makes of them: cluster, platform or excluded.",
      "scope"),
  LAST_CONFIRMED(
      "secure_score_last_confirmed_timestamp_seconds",
      Type.GAUGE,
      Shown.BY_LEADER,
      "When this replica last wrote or confirmed a report since it began to lead; older than 20 minutes means frozen reports. No series before the first."),
  UNWRITTEN_AGE(
      "secure_score_unwritten_change_age_seconds",
      Type.GAUGE,
      Shown.BY_LEADER,
      "Age of the oldest change that its report does not show yet; 0 when every report is current. Over 20 in a storm of changes."),
  KIND_UNAVAILABLE(
      "secure_score_kind_unavailable",
      Type.GAUGE,
      Shown.ALWAYS,
      "1 for each kind that is asked for and cannot be read.",
      "group",
      "kind"),
  WATCH_DOWN(
      "secure_score_watch_down_seconds",
      Type.GAUGE,
      Shown.ALWAYS,
      "How long the watch of a kind has been down; no series while it is up.",
      "group",
      "kind"),
  COMPLETE(
      "secure_score_complete",
      Type.GAUGE,
      Shown.ALWAYS,
      "1 when the verdicts are those of the cluster as it is, 0 while something is still to be read."),
  LEADER(
      "secure_score_leader",
      Type.GAUGE,
      Shown.ALWAYS,
      "1 for the replica that writes, 0 for others."),
  LEASE_RENEWED(
      "secure_score_lease_renewed_timestamp_seconds",
      Type.GAUGE,
      Shown.ALWAYS,
      "When this replica last saw the lease renewed by whichever leads; older than a minute means that nobody writes. No series without leader election."),
  BUILD_INFO(
      "secure_score_build_info", Type.GAUGE, Shown.ALWAYS, "1; the version is a label.", "version"),
  EVALUATION_SECONDS(
      "secure_score_evaluation_seconds",
      Type.HISTOGRAM,
      Shown.ALWAYS,
      "Time to judge an object by every recommendation.",
      "kind"),
  WRITE_SECONDS(
      "secure_score_write_seconds",
      Type.HISTOGRAM,
      Shown.ALWAYS,
      "Time to write a status.",
      "kind",
      "outcome"),
  WRITES_TOTAL(
      "secure_score_writes_total",
      Type.COUNTER,
      Shown.ALWAYS,
      "Statuses written, by outcome: success or error.",
      "kind",
      "outcome");

  /** What a metric measures by. */
  public enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  /** Who shows a metric. */
  public enum Shown {
    /** Every replica. */
    ALWAYS,
    /** The leader alone, once everything was read, so that a sum over replicas is right. */
    BY_LEADER,
    /** As by the leader, where the operator is told to. */
    ON_REQUEST
  }

  private final String text;
  private final Type type;
  private final Shown shown;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> labels;

  Metric(String text, Type type, Shown shown, String help, String... labels) {
    this.text = text;
    this.type = type;
    this.shown = shown;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** The name in Prometheus. */
  public String text() {
    return text;
  }

  /** What it measures by. */
  public Type type() {
    return type;
  }

  /** Who shows it. */
  public Shown shown() {
    return shown;
  }

  /** What it says, as one sentence or two. */
  public String help() {
    return help;
  }

  /** The labels, in the order in which values are given. */
  public List<String> labels() {
    return labels;
  }
}
