package dev.securescore.inventory;

import dev.securescore.json.JsonMap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes amounts of resources as the API server does: {@code 0.5} is {@code 500m}.
 *
 * <p>Source: {@code resource.Quantity} of apimachinery. The notation of the amount is kept
 * (thousands, powers of two, exponent), the largest suffix that leaves a whole number is taken, and
 * what is too fine is rounded away from zero.
 */
final class Quantities {

  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?[0-9]{0,30}(?:\\.[0-9]{0,30})?)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})?");
  private static final Map<String, Integer> THOUSANDS =
      Map.of("n", -3, "u", -2, "m", -1, "", 0, "k", 1, "M", 2, "G", 3, "T", 4, "P", 5, "E", 6);
  private static final Map<String, Integer> POWERS =
      Map.of("Ki", 1, "Mi", 2, "Gi", 3, "Ti", 4, "Pi", 5, "Ei", 6);
  private static final BigInteger KIBI = BigInteger.valueOf(1024);

  /** Decimal places of amounts in lists of resources; defaulting rounds them. */
  private static final int THOUSANDTHS = 3;

  /** Decimal places of any other amount. */
  private static final int BILLIONTHS = 9;

  private final int places;

  private Quantities(int places) {
    this.places = places;
  }

  /** Every amount of a list of resources, in the server's writing. */
  static JsonMap in(JsonMap resources) {
    Quantities quantities = new Quantities(THOUSANDTHS);
    Fields fields = Fields.of(resources);
    resources.forEach((name, amount) -> fields.put(name, quantities.write(amount)));
    return fields.done();
  }

  /** One amount in the server's writing; what is no amount stays as it is. */
  static Object canonical(Object amount) {
    return new Quantities(BILLIONTHS).write(amount);
  }

  private Object write(Object amount) {
    return switch (amount) {
      case String text -> write(text);
      case Long number -> write(number.toString());
      case Double number -> write(BigDecimal.valueOf(number).toPlainString());
      default -> amount;
    };
  }

  private String write(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !hasDigit(form.group(1))) {
      return text;
    }
    BigDecimal number = new BigDecimal(form.group(1));
    String suffix = form.group(2) == null ? "" : form.group(2);
    Integer power = POWERS.get(suffix);
    if (power != null) {
      return binary(number.multiply(new BigDecimal(KIBI.pow(power))));
    }
    Integer thousands = THOUSANDS.get(suffix);
    if (thousands != null) {
      return decimal(number.scaleByPowerOfTen(3 * thousands), "");
    }
    return decimal(number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1))), "e");
  }

  private static boolean hasDigit(String number) {
    return number.chars().anyMatch(Character::isDigit);
  }

  private String binary(BigDecimal value) {
    BigDecimal rounded = value.setScale(places, RoundingMode.UP).stripTrailingZeros();
    if (rounded.scale() > 0 || rounded.abs().compareTo(new BigDecimal(KIBI)) < 0) {
      return decimal(rounded, "");
    }
    BigInteger whole = rounded.toBigIntegerExact();
    int power = 0;
    while (power < POWERS.size() && whole.mod(KIBI).signum() == 0) {
      whole = whole.divide(KIBI);
      power++;
    }
    return whole + suffix(POWERS, power);
  }

  private String decimal(BigDecimal value, String exponent) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal rounded = value.setScale(places, RoundingMode.UP).stripTrailingZeros();
    int power = Math.clamp(Math.floorDiv(-rounded.scale(), 3), -3, 6);
    String whole = rounded.scaleByPowerOfTen(-3 * power).toPlainString();
    if (exponent.isEmpty()) {
      return whole + suffix(THOUSANDS, power);
    }
    return power == 0 ? whole : whole + exponent + 3 * power;
  }

  private static String suffix(Map<String, Integer> suffixes, int power) {
    return suffixes.entrySet().stream()
        .filter(entry -> entry.getValue() == power)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }
}
