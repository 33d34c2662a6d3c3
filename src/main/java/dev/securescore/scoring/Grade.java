package dev.securescore.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * A letter for the score, lowered where an average would hide a catastrophe.
 *
 * @param letter what people see
 * @param cappedBy why the letter is lower than the score alone would give; empty where it is not
 */
public record Grade(Letter letter, List<String> cappedBy) {

  private static final int COVERAGE_FOR_A = 90;

  /** The letters, worst first, each from its least score on. */
  public enum Letter {
    F("F", 0),
    E("E", 30),
    D("D", 50),
    C("C", 65),
    B("B", 80),
    A("A", 90),
    A_PLUS("A+", 95);

    private final String text;
    private final int from;

    Letter(String text, int from) {
      this.text = text;
      this.from = from;
    }

    /** The letter that a score alone gives. */
    public static Letter of(Fraction percent) {
      Letter best = F;
      for (Letter letter : values()) {
        if (percent.compareTo(Fraction.of(letter.from, 1)) >= 0) {
          best = letter;
        }
      }
      return best;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private record Cap(Letter letter, String reason) {}

  /**
   * The grade of a score that exists.
   *
   * @param openCritical open findings of severity Critical
   * @param exposedCritical those among them on something reachable from outside
   */
  static Grade of(Fraction percent, int openCritical, int exposedCritical, Coverage coverage) {
    Letter own = Letter.of(percent);
    List<Cap> caps = new ArrayList<>();
    if (exposedCritical > 0) {
      caps.add(new Cap(Letter.D, exposedCritical + " open Critical reachable from outside"));
    }
    if (openCritical > 0) {
      caps.add(new Cap(Letter.C, openCritical + " open Critical"));
    }
    if (coverage.percent().compareTo(Fraction.of(COVERAGE_FOR_A, 1)) < 0) {
      caps.add(new Cap(Letter.B, "coverage under " + COVERAGE_FOR_A + "%"));
    }
    Letter letter = own;
    List<String> reasons = new ArrayList<>();
    for (Cap cap : caps) {
      if (own.compareTo(cap.letter()) > 0) {
        reasons.add(cap.reason());
        letter = cap.letter().compareTo(letter) < 0 ? cap.letter() : letter;
      }
    }
    return new Grade(letter, List.copyOf(reasons));
  }

  /** The grade of a score; the letter F has no meaning without one, so call it only with one. */
  public static Grade of(Score score, int exposedCritical) {
    return of(
        score.percent().orElseThrow(),
        score.open(Severity.CRITICAL),
        exposedCritical,
        score.coverage());
  }
}
