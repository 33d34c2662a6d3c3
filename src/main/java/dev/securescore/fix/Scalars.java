package dev.securescore.fix;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.regex.Pattern;

/** Writes single values so that readers of YAML 1.1 and 1.2 and of JSON take them for the same. */
final class Scalars {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
  private static final Pattern NO_TEXT = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

  private Scalars() {}

  /** A value within YAML, quoted only where it must be. */
  static String yaml(Object value) {
    return value instanceof String text && isPlain(text) ? text : json(value);
  }

  static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches() && !NO_TEXT.matcher(text).matches();
  }

  /** A value within JSON. */
  static String json(Object value) {
    return value instanceof String text
        ? "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\""
        : String.valueOf(value);
  }
}
