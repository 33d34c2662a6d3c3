package dev.securescore.cel;

import static java.util.Map.entry;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.cel.runtime.CelFunctionBinding;
import dev.securescore.cel.value.DoubleText;
import dev.securescore.cel.value.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Overloads that cel-java has too, but which in Kubernetes give something else. */
final class GoOverloads {

  private static final ImmutableList<Class<?>> SEARCH =
      ImmutableList.of(String.class, String.class, Long.class);

  /** By the name of the function. */
  static final Map<String, List<CelFunctionBinding>> ALL =
      Map.ofEntries(
          entry(
              "string",
              List.of(
                  CelFunctionBinding.from("double_to_string", Double.class, DoubleText::shortest),
                  CelFunctionBinding.from("duration_to_string", Duration.class, TimeText::of),
                  CelFunctionBinding.from("timestamp_to_string", Instant.class, TimeText::of))),
          entry(
              "double",
              List.of(
                  CelFunctionBinding.from("string_to_double", String.class, GoOverloads::number))),
          entry(
              "duration",
              List.of(
                  CelFunctionBinding.from(
                      "string_to_duration", String.class, GoOverloads::duration))),
          entry(
              "timestamp",
              List.of(
                  CelFunctionBinding.from(
                      "string_to_timestamp", String.class, GoOverloads::timestamp))),
          entry(
              "getMilliseconds",
              List.of(
                  CelFunctionBinding.from(
                      "duration_to_milliseconds", Duration.class, Duration::toMillis))),
          entry(
              "indexOf",
              List.of(
                  CelFunctionBinding.from(
                      "string_index_of_string_int",
                      SEARCH,
                      of -> indexOf((String) of[0], (String) of[1], (Long) of[2])))),
          entry(
              "lastIndexOf",
              List.of(
                  CelFunctionBinding.from(
                      "string_last_index_of_string_int",
                      SEARCH,
                      of -> lastIndexOf((String) of[0], (String) of[1], (Long) of[2])))));

  private GoOverloads() {}

  private static double number(String text) {
    return DoubleText.parse(text).orElseThrow(() -> new CallFailure("double: not a number"));
  }

  private static Duration duration(String text) {
    return TimeText.parseDuration(text)
        .orElseThrow(() -> new CallFailure("duration: not a duration"));
  }

  private static Instant timestamp(String text) {
    return TimeText.parseTimestamp(text)
        .orElseThrow(() -> new CallFailure("timestamp: not a time of RFC 3339"));
  }

  private static long indexOf(String text, String sought, long offset) {
    int length = text.codePointCount(0, text.length());
    int from = offset(offset, length);
    if (sought.isEmpty()) {
      return from;
    }
    int found = from == length ? -1 : text.indexOf(sought, text.offsetByCodePoints(0, from));
    return found < 0 ? -1 : text.codePointCount(0, found);
  }

  private static long lastIndexOf(String text, String sought, long offset) {
    int length = text.codePointCount(0, text.length());
    int from = offset(offset, length);
    if (sought.isEmpty()) {
      return from;
    }
    int found = from == length ? -1 : text.lastIndexOf(sought, text.offsetByCodePoints(0, from));
    return found < 0 ? -1 : text.codePointCount(0, found);
  }

  private static int offset(long offset, int length) {
    if (offset < 0) {
      throw new CallFailure("index out of bounds");
    }
    return Ints.saturatedCast(Math.min(offset, length));
  }
}
