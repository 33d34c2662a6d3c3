package dev.securescore.cel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.securescore.cel.FormatTemplate.Clause;
import dev.securescore.cel.FormatTemplate.Plain;
import dev.securescore.cel.value.DoubleText;
import dev.securescore.cel.value.Quotation;
import dev.securescore.cel.value.TimeText;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Fills a template as cel-go's library of strings does in the versions before its fourth. */
final class TextFormatter {

  private static final int BINARY = 2;
  private static final int OCTAL = 8;
  private static final int HEXADECIMAL = 16;

  private final Budget budget;
  private final StringBuilder written = new StringBuilder();

  private TextFormatter(Budget budget) {
    this.budget = budget;
  }

  static String format(String template, Collection<?> arguments) {
    TextFormatter formatter = new TextFormatter(Budget.current());
    Iterator<?> remaining = arguments.iterator();
    for (FormatTemplate.Piece piece : FormatTemplate.parse(template).pieces()) {
      switch (piece) {
        case Plain(String text) -> formatter.append(text);
        case Clause clause -> {
          if (!remaining.hasNext()) {
            throw new CallFailure("format: more clauses than arguments");
          }
          formatter.append(clause, remaining.next());
        }
      }
    }
    return formatter.written.toString();
  }

  private void append(String text) {
    budget.admit((long) written.length() + text.length());
    budget.chargeText(text.length());
    written.append(text);
  }

  private void append(Clause clause, Object value) {
    switch (clause.conversion()) {
      case TEXT -> appendText(value);
      case DECIMAL -> append(integer("decimal", value).toString());
      case BINARY ->
          append(
              value instanceof Boolean truth
                  ? truth ? "1" : "0"
                  : integer("binary", value).toString(BINARY));
      case OCTAL -> append(integer("octal", value).toString(OCTAL));
      case HEXADECIMAL -> append(hexadecimal(value, HexFormat.of()));
      case UPPER_HEXADECIMAL -> append(hexadecimal(value, HexFormat.of().withUpperCase()));
      case FIXED -> {
        budget.admit(clause.precision());
        append(DoubleText.grouped(number("fixed-point", value), clause.precision()));
      }
      case SCIENTIFIC -> {
        budget.admit(clause.precision());
        append(DoubleText.scientific(number("scientific", value), clause.precision()));
      }
    }
  }

  private void appendText(Object value) {
    switch (value) {
      case String text -> append(text);
      case Double number -> append(DoubleText.shortest(number));
      case CelByteString bytes -> append(utf8(bytes));
      case Instant time -> append(TimeText.of(time));
      case Duration duration -> append(TimeText.of(duration));
      default -> appendNested(value);
    }
  }

  /** Writes what stands in a list or map so that it could stand in an expression. */
  private void appendNested(Object value) {
    switch (value) {
      case String text -> append(Quotation.of(text));
      case Boolean truth -> append(truth.toString());
      case Long number -> append(number.toString());
      case UnsignedLong number -> append(number.toString());
      case Double number ->
          append(
              Double.isFinite(number)
                  ? DoubleText.fixed(number)
                  : Quotation.of(DoubleText.shortest(number)));
      case CelByteString bytes -> append("b" + Quotation.of(utf8(bytes)));
      case Instant time -> append("timestamp(\"" + TimeText.of(time) + "\")");
      case Duration duration -> append("duration(\"" + TimeText.of(duration) + "\")");
      case NullValue _ -> append("null");
      case TypeType type -> append(type.type().name());
      case Collection<?> list -> appendList(list);
      case Map<?, ?> map -> appendMap(map);
      default -> throw unsuitable("string", value);
    }
  }

  private void appendList(Collection<?> list) {
    append("[");
    String separator = "";
    for (Object element : list) {
      append(separator);
      appendNested(element);
      separator = ", ";
    }
    append("]");
  }

  private void appendMap(Map<?, ?> map) {
    TreeMap<String, List<Object>> sorted = new TreeMap<>();
    map.forEach(
        (key, value) -> sorted.computeIfAbsent(key(key), _ -> new ArrayList<>()).add(value));
    append("{");
    String separator = "";
    for (Map.Entry<String, List<Object>> entry : sorted.entrySet()) {
      for (Object value : entry.getValue()) {
        append(separator + entry.getKey() + ":");
        appendNested(value);
        separator = ", ";
      }
    }
    append("}");
  }

  private static String key(Object key) {
    return switch (key) {
      case String text -> Quotation.of(text);
      case Boolean truth -> truth.toString();
      case Long number -> number.toString();
      case UnsignedLong number -> number.toString();
      default -> throw unsuitable("string", key);
    };
  }

  private static String utf8(CelByteString bytes) {
    if (!bytes.isValidUtf8()) {
      throw new CallFailure("format: bytes are no text");
    }
    return bytes.toStringUtf8();
  }

  private static BigInteger integer(String clause, Object value) {
    return switch (value) {
      case Long number -> BigInteger.valueOf(number);
      case UnsignedLong number -> number.bigIntegerValue();
      default -> throw unsuitable(clause, value);
    };
  }

  private static double number(String clause, Object value) {
    return switch (value) {
      case Double number -> number;
      case String text when text.equals("NaN") -> Double.NaN;
      case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
      case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      default -> throw unsuitable(clause, value);
    };
  }

  private static String hexadecimal(Object value, HexFormat digits) {
    return switch (value) {
      case String text -> digits.formatHex(text.getBytes(UTF_8));
      case CelByteString bytes -> digits.formatHex(bytes.toByteArray());
      default -> {
        String text = integer("hexadecimal", value).toString(HEXADECIMAL);
        yield digits.isUpperCase() ? text.toUpperCase(Locale.ROOT) : text;
      }
    };
  }

  private static CallFailure unsuitable(String clause, Object value) {
    CelType type = TypeFunction.typeOf(value);
    return new CallFailure("format: no %s clause for %s".formatted(clause, type.name()));
  }
}
