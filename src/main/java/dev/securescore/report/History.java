package dev.securescore.report;

import dev.securescore.api.HistoryEntry;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A score a day, oldest first; the last value of a day wins.
 *
 * @param days at most {@link #LONGEST} entries; some may lie after today where clocks differ
 */
record History(List<HistoryEntry> days) {

  /** The most days that are kept. */
  static final int LONGEST = 90;

  private static final int WEEK = 7;

  /**
   * What was known before, with the score of today; without one, today has no entry.
   *
   * <p>Days after today were written by a leader whose clock was ahead of ours. They stay, as it
   * may be ours that is wrong, unless they lie further ahead than a history reaches back.
   */
  static History of(List<HistoryEntry> before, LocalDate today, Optional<Fraction> percent) {
    List<HistoryEntry> days = new ArrayList<>(before);
    String latest = today.plusDays(LONGEST).toString();
    days.removeIf(entry -> isOf(entry, today) || entry.date().compareTo(latest) > 0);
    percent.ifPresent(
        value -> days.add(new HistoryEntry(today.toString(), Display.percent(value))));
    days.sort(Comparator.comparing(HistoryEntry::date));
    return new History(List.copyOf(days.subList(Math.max(0, days.size() - LONGEST), days.size())));
  }

  /** How the score changed in seven days; empty where one of the two scores is missing. */
  Optional<String> changeInAWeek(LocalDate today) {
    String weekAgo = today.minusDays(WEEK).toString();
    Optional<BigDecimal> then =
        days.reversed().stream()
            .filter(entry -> entry.date().compareTo(weekAgo) <= 0)
            .findFirst()
            .map(entry -> new BigDecimal(entry.score()));
    return days.stream()
        .filter(entry -> isOf(entry, today))
        .findFirst()
        .flatMap(now -> then.map(before -> signed(new BigDecimal(now.score()).subtract(before))));
  }

  private static boolean isOf(HistoryEntry entry, LocalDate day) {
    return entry.date().equals(day.toString());
  }

  private static String signed(BigDecimal change) {
    return switch (change.signum()) {
      case 0 -> "0";
      case 1 -> "+" + change.toPlainString();
      default -> change.toPlainString();
    };
  }
}
