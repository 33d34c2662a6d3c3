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
import org.jspecify.annotations.Nullable;

/**
 * The score of each day on which it changed, oldest first; the last value of a day wins.
 *
 * @param days at most {@link #LONGEST} entries, the first of which may be older than that, as it
 *     holds until the second; some may lie after today where clocks differ
 * @param current the score of today; null without one
 */
record History(List<HistoryEntry> days, @Nullable String current) {

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
    @Nullable String current = percent.map(Display::percent).orElse(null);
    if (current != null) {
      days.add(new HistoryEntry(today.toString(), current));
    }
    days.sort(Comparator.comparing(HistoryEntry::date));
    return new History(latest(changes(days), today.minusDays(LONGEST - 1L)), current);
  }

  private static List<HistoryEntry> changes(List<HistoryEntry> days) {
    List<HistoryEntry> changes = new ArrayList<>();
    for (HistoryEntry day : days) {
      if (changes.isEmpty() || !changes.getLast().score().equals(day.score())) {
        changes.add(day);
      }
    }
    return changes;
  }

  /** Without those that were followed by another before the first day that is kept. */
  private static List<HistoryEntry> latest(List<HistoryEntry> days, LocalDate first) {
    int from = Math.max(0, days.size() - LONGEST);
    while (from + 1 < days.size() && days.get(from + 1).date().compareTo(first.toString()) <= 0) {
      from++;
    }
    return List.copyOf(days.subList(from, days.size()));
  }

  /** How the score changed in seven days; empty where one of the two scores is missing. */
  Optional<String> changeInAWeek(LocalDate today) {
    String weekAgo = today.minusDays(WEEK).toString();
    Optional<BigDecimal> then =
        days.reversed().stream()
            .filter(entry -> entry.date().compareTo(weekAgo) <= 0)
            .findFirst()
            .map(entry -> new BigDecimal(entry.score()));
    return Optional.ofNullable(current)
        .flatMap(now -> then.map(before -> signed(new BigDecimal(now).subtract(before))));
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
