package dev.securescore.report;

import dev.securescore.api.ChangeCause;
import dev.securescore.api.LabelSelector;
import dev.securescore.api.ScoreReportStatus;
import dev.securescore.engine.Snapshot;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report's status is made of.
 *
 * @param snapshot the numbers, with up to {@link ScoreReports#WORST} resources
 * @param recommendations the part of the catalogue that the report is about
 * @param target the least score that is wanted, in percent; null for none
 * @param generation of the report
 * @param previous its status before; null for a new report
 * @param complete whether everything that should be judged was read
 * @param exemptionCauses what exemptions did to the score since it was written last
 * @param waited how long the first change that it shows has waited; zero for none
 * @param now the time of the status
 */
public record ReportRequest(
    Snapshot snapshot,
    LabelSelector recommendations,
    @Nullable Integer target,
    long generation,
    @Nullable ScoreReportStatus previous,
    boolean complete,
    List<ChangeCause> exemptionCauses,
    Duration waited,
    Instant now) {

  Optional<ScoreReportStatus> before() {
    return Optional.ofNullable(previous);
  }

  int recommendationCount() {
    return snapshot.catalog().scored(recommendations).cardinality();
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  String time() {
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  ConditionFactory conditions() {
    List<Condition> conditions = before().map(ScoreReportStatus::conditions).orElse(List.of());
    return new ConditionFactory(conditions, generation, now);
  }
}
