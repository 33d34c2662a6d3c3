package dev.securescore.inventory;

import dev.securescore.json.JsonMap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
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
          "([+-]?(?=\\.?[0-9])[0-9]{0,30}(?:\\.[0-9]{0,30})?)"
              + "([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})?");

  /** What stands for a power of a thousand, from the smallest. */
  private static final List<String> THOUSANDS =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");

  /** The place of what stands for one. */
  private static final int ONE = THOUSANDS.indexOf("");

  /** What stands for a power of 1024, from one. */
  private static final List<String> POWERS = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

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
    if (!form.matches()) {
      return text;
    }
    BigDecimal number = new BigDecimal(form.group(1));
    String suffix = form.group(2) == null ? "" : form.group(2);
    int power = POWERS.indexOf(suffix);
    if (power > 0) {
      return binary(number.multiply(new BigDecimal(KIBI.pow(power))));
    }
    int thousands = THOUSANDS.indexOf(suffix);
    if (thousands >= 0) {
      return decimal(number.scaleByPowerOfTen(3 * (thousands - ONE)), "");
    }
    return decimal(number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1))), "e");
  }

  private String binary(BigDecimal value) {
    BigDecimal rounded = value.setScale(places, RoundingMode.UP).stripTrailingZeros();
    if (rounded.scale() > 0 || rounded.abs().compareTo(new BigDecimal(KIBI)) < 0) {
      return decimal(rounded, "");
    }
    BigInteger whole = rounded.toBigIntegerExact();
    int power = 0;
    while (power < POWERS.size() - 1 && whole.mod(KIBI).signum() == 0) {
      whole = whole.divide(KIBI);
      power++;
    }
    return whole + POWERS.get(power);
  }

  private String decimal(BigDecimal value, String exponent) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal rounded = value.setScale(places, RoundingMode.UP).stripTrailingZeros();
    int power = Math.clamp(Math.floorDiv(-rounded.scale(), 3), -3, 6);
    String whole = rounded.scaleByPowerOfTen(-3 * power).toPlainString();
    if (exponent.isEmpty()) {
      return whole + THOUSANDS.get(ONE + power);
    }
    return power == 0 ? whole : whole + exponent + 3 * power;
  }
}
