package dev.securescore.operator.write;

import dev.securescore.api.ChangeCause;
import dev.securescore.api.LabelSelector;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.engine.Engine;
import dev.securescore.engine.Scope;
import dev.securescore.engine.Snapshot;
import dev.securescore.exemption.Exemptions;
import dev.securescore.report.ReportRequest;
import dev.securescore.report.ScoreReports;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the status of both kinds of score reports, where it says something new. */
final class ReportStatusWriting {

  private final Engine engine;
  private final Readiness readiness;
  private final Turns turns;
  private final StatusWriter statuses;
  private final ExemptionCauses exempting;

  ReportStatusWriting(Engine engine, Readiness readiness, Turns turns, StatusWriter statuses) {
    this.engine = engine;
    this.readiness = readiness;
    this.turns = turns;
    this.statuses = statuses;
    this.exempting = new ExemptionCauses(engine);
  }

  /**
   * What a report is about.
   *
   * @param target the least score that is wanted, in percent; null for none
   * @param several whether it is about several namespaces
   */
  record Subject(
      Scope scope, LabelSelector recommendations, @Nullable Integer target, boolean several) {}

  /** Uses a turn: writes a new status, confirms an old one that is due, or gives the turn back. */
  <S> void write(WriteKey key, CustomResource<S, ScoreReportStatus> report, Subject subject) {
    Instant now = turns.now();
    boolean completeBefore = readiness.isComplete();
    Exemptions exemptions = engine.exemptions();
    Snapshot snapshot =
        engine.snapshot(subject.scope(), subject.recommendations(), ScoreReports.WORST);
    boolean complete = completeBefore && readiness.isComplete();
    if (!readiness.mayWrite(complete, now) || !exemptions.equals(engine.exemptions())) {
      turns.again(key);
      return;
    }
    @Nullable ScoreReportStatus before = report.getStatus();
    List<ChangeCause> causes = exempting.since(key, subject, exemptions, snapshot.score());
    ScoreReportStatus status = status(key, report, subject, snapshot, complete, causes, now);
    exempting.wrote(key, exemptions);
    if (before != null && ScoreReports.saySame(before, status)) {
      Instant heartbeat = Heartbeat.next(key, turns.reports(), before.lastConfirmedTime());
      if (heartbeat.isAfter(now) || !turns.mayConfirm(key)) {
        turns.unneeded(key);
        turns.confirm(key, heartbeat);
        return;
      }
    }
    turns.wrote(key, statuses.write(report, status));
    turns.confirm(key, now.plus(Heartbeat.interval(key, turns.reports())));
  }

  /** A report is gone, and what it was written under is of no more use. */
  void forget(WriteKey key) {
    exempting.forget(key);
  }

  private ScoreReportStatus status(
      WriteKey key,
      CustomResource<?, ScoreReportStatus> report,
      Subject subject,
      Snapshot snapshot,
      boolean complete,
      List<ChangeCause> causes,
      Instant now) {
    @Nullable Long generation = report.getMetadata().getGeneration();
    ReportRequest request =
        new ReportRequest(
            snapshot,
            subject.recommendations(),
            subject.target(),
            generation == null ? 0 : generation,
            report.getStatus(),
            complete,
            causes,
            turns.waited(key),
            now);
    return subject.several() ? ScoreReports.ofCluster(request) : ScoreReports.ofNamespace(request);
  }
}
