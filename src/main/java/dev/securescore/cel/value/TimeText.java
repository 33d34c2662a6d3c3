package dev.securescore.cel.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Go reads and writes times, with as many digits of a second as there are. */
public final class TimeText {

  private static final double NANOSECONDS = 1e9;
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:[.,]([0-9]+))?"
              + "(?:Z|([+-])([0-9]{2}):([0-9]{2}))");
  private static final Pattern PART =
      Pattern.compile("([0-9]*)(?:\\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "µs",
          1_000L,
          "μs",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L);
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final int MAXIMUM_DIGITS = 19;
  private static final int DIGITS_OF_A_SECOND = 9;
  private static final int HOURS = 24;
  private static final int MINUTES = 60;

  private TimeText() {}

  /** Reads a time of RFC 3339; empty if it is none, or before year 1 or after year 9999. */
  public static Optional<Instant> parseTimestamp(String text) {
    Matcher matcher = TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String fraction = Optional.ofNullable(matcher.group(5)).orElse("");
    String nanoseconds =
        fraction.substring(0, Math.min(fraction.length(), DIGITS_OF_A_SECOND))
            + "0".repeat(Math.max(0, DIGITS_OF_A_SECOND - fraction.length()));
    try {
      LocalTime time =
          LocalTime.of(
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              Integer.parseInt(matcher.group(4)),
              Integer.parseInt(nanoseconds));
      Instant local = LocalDate.parse(matcher.group(1)).atTime(time).toInstant(ZoneOffset.UTC);
      return offset(matcher)
          .map(local::minus)
          .filter(instant -> !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> offset(Matcher matcher) {
    if (matcher.group(6) == null) {
      return Optional.of(Duration.ZERO);
    }
    int hours = Integer.parseInt(matcher.group(7));
    int minutes = Integer.parseInt(matcher.group(8));
    if (hours > HOURS || minutes > MINUTES) {
      return Optional.empty();
    }
    Duration offset = Duration.ofHours(hours).plusMinutes(minutes);
    return Optional.of(matcher.group(6).equals("-") ? offset.negated() : offset);
  }

  /** Reads a duration such as {@code 1h2.5s}; empty if it is none, or over 292 years. */
  public static Optional<Duration> parseDuration(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String parts = signed ? text.substring(1) : text;
    BigInteger sum = BigInteger.ZERO;
    Matcher matcher = PART.matcher(parts);
    int position = 0;
    while (position < parts.length() && !parts.equals("0")) {
      matcher.region(position, parts.length());
      if (!matcher.lookingAt() || !hasDigits(matcher)) {
        return Optional.empty();
      }
      sum = sum.add(nanoseconds(matcher));
      position = matcher.end();
      if (sum.bitLength() > Long.SIZE) {
        return Optional.empty();
      }
    }
    BigInteger total = text.startsWith("-") ? sum.negate() : sum;
    return parts.isEmpty() || total.bitLength() >= Long.SIZE
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(total.longValue()));
  }

  private static boolean hasDigits(Matcher matcher) {
    String fraction = Optional.ofNullable(matcher.group(2)).orElse("");
    return !(matcher.group(1).isEmpty() && fraction.isEmpty())
        && matcher.group(1).length() <= MAXIMUM_DIGITS;
  }

  private static BigInteger nanoseconds(Matcher matcher) {
    String fraction = Optional.ofNullable(matcher.group(2)).orElse("");
    String kept = fraction.substring(0, Math.min(fraction.length(), MAXIMUM_DIGITS));
    return new BigDecimal("0" + matcher.group(1) + "." + kept + "0")
        .multiply(BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(3), 0L)))
        .toBigInteger();
  }

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
