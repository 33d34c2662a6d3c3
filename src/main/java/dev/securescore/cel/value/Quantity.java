package dev.securescore.cel.value;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a resource, such as {@code 500m} or {@code 2Gi}, as Kubernetes reads it.
 *
 * <p>Like Kubernetes it rounds away from zero at nano, and keeps two representations: amounts of
 * few digits, of which the whole ones are integers, and all others, which never are.
 */
@Immutable
public final class Quantity extends OpaqueValue implements Comparable<Quantity> {

  public static final OpaqueType TYPE = OpaqueType.create("kubernetes.Quantity");

  private static final Pattern FORMAT =
      Pattern.compile(
          "([+-]?)([0-9]*)(?:\\.([0-9]*))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,4})?");
  private static final Map<String, Integer> POWERS_OF_TEN =
      Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final String BINARY = "KMGTPE";
  private static final BigDecimal LARGEST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int MAXIMUM_LENGTH = 256;
  private static final int SHORT_DIGITS = 18;
  private static final int SHORT_BINARY_DIGITS = 15;
  private static final int NANO = 9;

  private final BigDecimal amount;
  private final boolean wide;
  private final QuantityNotation notation;

  private Quantity(BigDecimal amount, boolean wide, QuantityNotation notation) {
    this.amount = amount;
    this.wide = wide;
    this.notation = notation;
  }

  /** Reads a quantity; empty if it is none. */
  public static Optional<Quantity> parse(String text) {
    if (text.length() > MAXIMUM_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String whole = matcher.group(2);
    String fraction = Optional.ofNullable(matcher.group(3)).orElse("");
    if (whole.isEmpty() && fraction.isEmpty()) {
      return Optional.empty();
    }
    BigInteger digits = new BigInteger(matcher.group(1) + whole + fraction);
    String suffix = Optional.ofNullable(matcher.group(4)).orElse("");
    return Optional.of(
        suffix.endsWith("i")
            ? binary(digits, whole.length(), fraction.length(), suffix)
            : decimal(digits, whole.length(), fraction.length(), suffix));
  }

  private static Quantity decimal(BigInteger digits, int whole, int fraction, String suffix) {
    Integer power = POWERS_OF_TEN.get(suffix);
    int exponent =
        power != null ? power : suffix.isEmpty() ? 0 : Integer.parseInt(suffix.substring(1));
    int scale = fraction - exponent;
    boolean wide = whole + fraction > SHORT_DIGITS || scale > NANO;
    QuantityNotation notation =
        power != null || suffix.isEmpty() ? QuantityNotation.DECIMAL : QuantityNotation.EXPONENT;
    return new Quantity(toNano(new BigDecimal(digits, scale)), wide, notation);
  }

  private static Quantity binary(BigInteger digits, int whole, int fraction, String suffix) {
    int shift = 10 * (BINARY.indexOf(suffix.charAt(0)) + 1);
    boolean wide = fraction > 0 || SHORT_BINARY_DIGITS - whole - shift * 3 / 10 - 1 < 0;
    BigDecimal amount = new BigDecimal(digits.shiftLeft(shift), fraction);
    return new Quantity(toNano(amount).min(LARGEST_BINARY), wide, QuantityNotation.BINARY);
  }

  private static BigDecimal toNano(BigDecimal amount) {
    return amount.scale() > NANO ? amount.setScale(NANO, RoundingMode.UP) : amount;
  }

  public static Quantity of(long amount) {
    return new Quantity(BigDecimal.valueOf(amount), false, QuantityNotation.EXPONENT);
  }

  public Quantity plus(Quantity other) {
    return new Quantity(amount.add(other.amount), wide || other.wide, notation(other));
  }

  public Quantity minus(Quantity other) {
    return new Quantity(amount.subtract(other.amount), wide || other.wide, notation(other));
  }

  private QuantityNotation notation(Quantity other) {
    return amount.signum() == 0 ? other.notation : notation;
  }

  public int sign() {
    return amount.signum();
  }

  public double toDouble() {
    return amount.doubleValue();
  }

  /** The amount as an integer; empty if it is no integer, is too large, or was written too long. */
  public Optional<Long> toInteger() {
    if (wide || amount.scale() > 0 || amount.precision() - amount.scale() > SHORT_DIGITS + 1) {
      return Optional.empty();
    }
    BigInteger integer = amount.toBigInteger();
    return integer.bitLength() < Long.SIZE ? Optional.of(integer.longValue()) : Optional.empty();
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public OpaqueType celType() {
    return TYPE;
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Quantity quantity && amount.compareTo(quantity.amount) == 0;
  }

  @Override
  public int hashCode() {
    return amount.stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return notation.write(amount);
  }
}
