package dev.securescore.cel.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** How Go writes times, with as many digits of a second as there are. */
public final class TimeText {

  private static final double NANOSECONDS = 1e9;
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  private TimeText() {}

  /** Such as {@code 2026-01-01T00:00:00.5Z}. */
  public static String of(Instant time) {
    return RFC_3339.format(time);
  }

  /** In seconds, such as {@code 3600s} or {@code -0.5s}. */
  public static String of(Duration duration) {
    double seconds = duration.getSeconds() + duration.getNano() / NANOSECONDS;
    if (duration.isNegative()) {
      Duration positive = duration.negated();
      seconds = -(positive.getSeconds() + positive.getNano() / NANOSECONDS);
    }
    return new BigDecimal(Double.toString(seconds)).stripTrailingZeros().toPlainString() + "s";
  }
}
