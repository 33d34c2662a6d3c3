package dev.securescore.report;

import dev.securescore.api.HistoryEntry;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A score a day, oldest first; the last value of a day wins.
 *
 * @param days at most {@link #LONGEST} entries, today's last if there is a score today
 */
record History(List<HistoryEntry> days) {

  /** The most days that are kept. */
  static final int LONGEST = 90;

  private static final int WEEK = 7;

  /** What was known before, with the score of today; without one, today has no entry. */
  static History of(List<HistoryEntry> before, LocalDate today, Optional<Fraction> percent) {
    List<HistoryEntry> days = new ArrayList<>(before);
    days.removeIf(entry -> entry.date().compareTo(today.toString()) >= 0);
    percent.ifPresent(
        value -> days.add(new HistoryEntry(today.toString(), Display.percent(value))));
    return new History(List.copyOf(days.subList(Math.max(0, days.size() - LONGEST), days.size())));
  }

  /** How the score changed in seven days; empty where one of the two scores is missing. */
  Optional<String> changeInAWeek(LocalDate today) {
    String weekAgo = today.minusDays(WEEK).toString();
    if (days.isEmpty() || !days.getLast().date().equals(today.toString())) {
      return Optional.empty();
    }
    BigDecimal now = new BigDecimal(days.getLast().score());
    return days.reversed().stream()
        .filter(entry -> entry.date().compareTo(weekAgo) <= 0)
        .findFirst()
        .map(then -> signed(now.subtract(new BigDecimal(then.score()))));
  }

  private static String signed(BigDecimal change) {
    return switch (change.signum()) {
      case 0 -> "0";
      case 1 -> "+" + change.toPlainString();
      default -> change.toPlainString();
    };
  }
}
