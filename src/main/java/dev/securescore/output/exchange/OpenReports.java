package dev.securescore.output.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.ResourceId;
import dev.securescore.output.Documents;
import dev.securescore.output.Finding;
import dev.securescore.output.FollowedRecommendation;
import dev.securescore.output.ScanResult;
import dev.securescore.output.ScannedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Findings as {@code openreports.io/v1alpha1}, which policy-reporter and others show.
 *
 * <p>A Report for each namespace and a ClusterReport for what has none. Each is bounded: findings
 * only, at most {@value #MOST_RESULTS} of them, the worst first; its summary counts all.
 */
public final class OpenReports {

  /** The most results of one report, which keeps it far below what etcd takes. */
  static final int MOST_RESULTS = 500;

  private static final String NAME = "secure-score";
  private static final List<String> WRITTEN = List.of("fail", "error", "skip");

  private OpenReports() {}

  /** Names a report among others. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Metadata(String name, String namespace, Map<String, String> labels) {}

  /** The contract with readers: what is left out. */
  record Configuration(Limits limits) {}

  /** How many results there are at most, and which. */
  record Limits(int maxResults, List<String> statusFilter) {}

  /** What was judged. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Subject(String apiVersion, String kind, String namespace, String name) {}

  /** One finding. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      String policy,
      String result,
      String severity,
      @Nullable String category,
      boolean scored,
      String message,
      Map<String, String> properties,
      List<Subject> resources) {}

  /** All verdicts that apply, those without a line too. */
  record Summary(int pass, int fail, int warn, int error, int skip) {}

  /** A report as Kubernetes reads it. */
  record Report(
      String apiVersion,
      String kind,
      Metadata metadata,
      String source,
      Configuration configuration,
      Summary summary,
      List<Result> results) {}

  /** The reports of a scan as one stream of YAML, namespaces in order, the cluster's first. */
  public static String of(ScanResult result) {
    Map<String, List<Finding>> findings = new TreeMap<>();
    Map<String, Integer> passed = new TreeMap<>();
    for (FollowedRecommendation followed : result.followed()) {
      passed.merge(followed.resource().id().scoredIn(), 1, Integer::sum);
    }
    passed.keySet().forEach(place -> findings.put(place, new ArrayList<>()));
    for (Finding finding : result.findings()) {
      findings
          .computeIfAbsent(finding.resource().id().scoredIn(), any -> new ArrayList<>())
          .add(finding);
    }
    return findings.entrySet().stream()
        .map(each -> report(each.getKey(), each.getValue(), passed.getOrDefault(each.getKey(), 0)))
        .map(report -> "---\n" + Documents.yaml(report))
        .collect(Collectors.joining());
  }

  private static Report report(String namespace, List<Finding> findings, int passed) {
    List<Result> results =
        findings.stream()
            .sorted(Finding.WORST_FIRST)
            .limit(MOST_RESULTS)
            .map(OpenReports::result)
            .toList();
    return new Report(
        "openreports.io/v1alpha1",
        namespace.isEmpty() ? "ClusterReport" : "Report",
        new Metadata(NAME, namespace, Map.of("app.kubernetes.io/managed-by", NAME)),
        NAME,
        new Configuration(new Limits(MOST_RESULTS, WRITTEN)),
        new Summary(
            passed, count(findings, "fail"), 0, count(findings, "error"), count(findings, "skip")),
        results);
  }

  private static int count(List<Finding> findings, String outcome) {
    return Math.toIntExact(findings.stream().filter(each -> outcome(each).equals(outcome)).count());
  }

  /** An exempt finding was skipped; one that could not be judged is an error. */
  private static String outcome(Finding finding) {
    return finding.isExempt()
        ? "skip"
        : finding.evidence().verdict() == Verdict.UNHEALTHY ? "fail" : "error";
  }

  private static Result result(Finding finding) {
    return new Result(
        finding.recommendation().name(),
        outcome(finding),
        finding.severity().toString().toLowerCase(Locale.ROOT),
        finding.recommendation().spec().control(),
        finding.recommendation().scored(),
        finding.sentence() + finding.exemptSentence(),
        Map.of("fix", finding.recommendation().spec().remediation().summary()),
        List.of(subject(finding.resource())));
  }

  private static Subject subject(ScannedResource resource) {
    ResourceId id = resource.id();
    return new Subject(resource.apiVersion(), id.kind().kind(), id.namespace(), id.name());
  }
}
