package dev.securescore.output.exchange;

import dev.securescore.output.exchange.JUnitReport.Case;
import dev.securescore.output.exchange.JUnitReport.Result;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Reports remarks as tests: a suite for each rule, which fails where it had something to say. */
public final class RemarksJUnit {

  private RemarksJUnit() {}

  /**
   * A case for each thing that was looked at, by each rule.
   *
   * @param subjects what was looked at, as remarks name it
   */
  public static JUnitReport of(Remarks remarks, Collection<String> subjects, SourceRoot root) {
    return new JUnitReport(
        remarks.rules().stream()
            .map(rule -> new JUnitReport.Suite(rule.id(), cases(rule, remarks, subjects, root)))
            .toList());
  }

  private static List<Case> cases(
      RemarkRule rule, Remarks remarks, Collection<String> subjects, SourceRoot root) {
    List<Remark> own =
        remarks.remarks().stream().filter(each -> each.rule().equals(rule.id())).toList();
    Stream<Case> passed =
        subjects.stream()
            .filter(subject -> own.stream().noneMatch(each -> each.about().equals(subject)))
            .map(subject -> new Case(subject, Result.PASSED, ""));
    Stream<Case> failed =
        own.stream()
            .map(each ->
                new Case(
                    each.about(),
                    Result.FAILED,
                    root.relative(each.file()) + ":" + each.line() + ": " + each.message()));
    return Stream.concat(passed, failed).toList();
  }
}
