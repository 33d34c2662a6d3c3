package dev.securescore.output.exchange;

import dev.securescore.evaluation.Verdict;
import dev.securescore.output.Finding;
import dev.securescore.output.FollowedRecommendation;
import dev.securescore.output.ScanResult;
import dev.securescore.output.ScannedResource;
import dev.securescore.output.exchange.JUnitReport.Case;
import dev.securescore.output.exchange.JUnitReport.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports a scan as tests: a suite for each recommendation, a case for each resource. */
public final class ScanJUnit {

  private ScanJUnit() {}

  /** A finding is a failed test; one that could not be judged was skipped. */
  public static JUnitReport of(ScanResult result, SourceRoot root) {
    Map<String, List<Case>> suites = new LinkedHashMap<>();
    for (FollowedRecommendation followed : result.followed()) {
      suites
          .computeIfAbsent(followed.recommendation().name(), any -> new ArrayList<>())
          .add(new Case(name(followed.resource(), root), Result.PASSED, ""));
    }
    for (Finding finding : result.findings()) {
      suites
          .computeIfAbsent(finding.recommendation().name(), any -> new ArrayList<>())
          .add(failed(finding, root));
    }
    return new JUnitReport(
        suites.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(suite -> new JUnitReport.Suite(suite.getKey(), suite.getValue()))
            .toList());
  }

  private static Case failed(Finding finding, SourceRoot root) {
    String container = finding.evidence().container();
    return new Case(
        name(finding.resource(), root) + (container.isEmpty() ? "" : " container " + container),
        finding.evidence().verdict() == Verdict.UNHEALTHY ? Result.FAILED : Result.SKIPPED,
        root.relative(finding.place())
            + ": "
            + finding.severity()
            + ": "
            + finding.sentence()
            + " ("
            + finding.recommendation().spec().remediation().summary()
            + ")");
  }

  private static String name(ScannedResource resource, SourceRoot root) {
    return resource.id() + " in " + root.relative(resource.source().file());
  }
}
