package dev.securescore.manifest;

import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain YAML scalar means to Kubernetes.
 *
 * <p>Source: {@code resolve.go} of go-yaml v2, which sigs.k8s.io/yaml and with it the API server
 * and kubectl use: booleans as in YAML 1.1, octal numbers with and without {@code o}, underscores
 * in numbers, no numbers of base 60, and dates as text.
 */
final class ScalarTypes {

  private static final Map<String, Boolean> BOOLEANS =
      Map.ofEntries(
          Map.entry("y", true),
          Map.entry("Y", true),
          Map.entry("yes", true),
          Map.entry("Yes", true),
          Map.entry("YES", true),
          Map.entry("true", true),
          Map.entry("True", true),
          Map.entry("TRUE", true),
          Map.entry("on", true),
          Map.entry("On", true),
          Map.entry("ON", true),
          Map.entry("n", false),
          Map.entry("N", false),
          Map.entry("no", false),
          Map.entry("No", false),
          Map.entry("NO", false),
          Map.entry("false", false),
          Map.entry("False", false),
          Map.entry("FALSE", false),
          Map.entry("off", false),
          Map.entry("Off", false),
          Map.entry("OFF", false));

  private static final Set<String> NOT_FINITE =
      Set.of(
          ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
          "-.Inf", "-.INF");
  private static final Pattern INTEGER =
      Pattern.compile(
          "(?<sign>[-+]?)(0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)"
              + "|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  /** Longer ones are no numbers that anything could hold. */
  private static final int LONGEST_NUMBER = 400;

  private static final double LONG_RANGE = 0x1p63;

  private ScalarTypes() {}

  /** The value: null, a Boolean, Long, Double, BigInteger, or the text itself. */
  static @Nullable Object valueOf(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> null;
      default -> {
        Boolean bool = BOOLEANS.get(text);
        yield bool == null ? number(text) : bool;
      }
    };
  }

  /** Whether JSON has no value for it: infinity and not-a-number. */
  static boolean isNotFinite(String text) {
    return NOT_FINITE.contains(text);
  }

  private static Object number(String text) {
    char first = text.charAt(0);
    boolean mayBeNumber = (first >= '0' && first <= '9') || "+-.".indexOf(first) >= 0;
    if (!mayBeNumber || text.length() > LONGEST_NUMBER) {
      return text;
    }
    String plain = first == '.' ? text : text.replace("_", "");
    Matcher integer = INTEGER.matcher(plain);
    if (integer.matches()) {
      return integer(integer);
    }
    return FLOAT.matcher(plain).matches() ? floating(Double.parseDouble(plain), text) : text;
  }

  private static Object integer(Matcher matched) {
    BigInteger magnitude =
        matched.group("hex") != null
            ? new BigInteger(matched.group("hex"), 16)
            : matched.group("binary") != null
                ? new BigInteger(matched.group("binary"), 2)
                : matched.group("octal") != null
                    ? new BigInteger(matched.group("octal"), 8)
                    : new BigInteger(matched.group("decimal"));
    return matched.group("sign").equals("-") ? magnitude.negate() : magnitude;
  }

  /** A whole number loses its fraction on the way through JSON, as in the API server. */
  private static Object floating(double number, String text) {
    if (Double.isInfinite(number)) {
      return text;
    }
    if (number == Math.rint(number) && Math.abs(number) < LONG_RANGE) {
      return (long) number;
    }
    return number;
  }
}
