package dev.securescore.report;

import dev.securescore.scoring.Contribution;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Tally;

/** The score as it were if no exemption held: every exempt finding counts as open. */
final class RawScore {

  private RawScore() {}

  static Score of(Score score) {
    return Score.of(
        score.contributions().stream().map(Contribution::tally).map(RawScore::reopened).toList());
  }

  private static Tally reopened(Tally tally) {
    return new Tally(
        tally.recommendation(),
        tally.points(),
        tally.severity(),
        tally.healthy(),
        tally.unhealthy() + tally.exempt(),
        0,
        tally.notApplicable(),
        tally.notEvaluated());
  }
}
