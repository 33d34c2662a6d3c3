package dev.securescore.cel.value;

import com.google.common.base.CharMatcher;
import java.util.HexFormat;

/**
 * Percent encoding as Go's net/url does it, one constant for each part of a URL.
 *
 * <p>Text here is a string of bytes, each a character below 256.
 */
enum UrlEncoding {
  PATH("$&+,/:;=@"),
  HOST("!$&'()*+,;=:[]<>\""),
  ZONE("!$&'()*+,;=:[]<>\""),
  USER("$&+,;="),
  QUERY(""),
  FRAGMENT("$&+,/:;=?@!()*");

  private static final CharMatcher SUBDELIMITERS = CharMatcher.anyOf("!$&'()*+,;=:@[]%");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int ESCAPE_LENGTH = 3;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  private final CharMatcher plain;

  UrlEncoding(String further) {
    this.plain =
        CharMatcher.inRange('a', 'z')
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.inRange('0', '9'))
            .or(CharMatcher.anyOf("-_.~" + further))
            .precomputed();
  }

  String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (plain.matches(character)) {
        escaped.append(character);
      } else if (character == ' ' && this == QUERY) {
        escaped.append('+');
      } else {
        escaped.append('%').append(HEX.toHexDigits((byte) character));
      }
    }
    return escaped.toString();
  }

  /** Whether a text is escaped already, by the looser rule that Go has for what it was given. */
  boolean isEscaped(String text) {
    return plain.or(SUBDELIMITERS).matchesAllOf(text);
  }

  String unescape(String text) throws UrlSyntaxException {
    StringBuilder unescaped = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character == '%') {
        unescaped.append(unescaped(text, index));
        index += ESCAPE_LENGTH - 1;
      } else if (isAllowed(character)) {
        unescaped.append(character == '+' && this == QUERY ? ' ' : character);
      } else {
        throw new UrlSyntaxException(
            "invalid character " + Quotation.of(String.valueOf(character)) + " in host name");
      }
    }
    return unescaped.toString();
  }

  private char unescaped(String text, int index) throws UrlSyntaxException {
    String escape = text.substring(index, Math.min(text.length(), index + ESCAPE_LENGTH));
    if (escape.length() < ESCAPE_LENGTH
        || !HexFormat.isHexDigit(escape.charAt(1))
        || !HexFormat.isHexDigit(escape.charAt(2))) {
      throw invalid(escape);
    }
    char character = (char) HexFormat.fromHexDigits(escape, 1, ESCAPE_LENGTH);
    boolean allowed =
        switch (this) {
          case PATH, USER, QUERY, FRAGMENT -> true;
          case HOST -> character >= FIRST_BEYOND_ASCII || escape.equals("%25");
          case ZONE -> character == ' ' || plain.matches(character) || escape.equals("%25");
        };
    if (!allowed) {
      throw invalid(escape);
    }
    return character;
  }

  private boolean isAllowed(char character) {
    return switch (this) {
      case PATH, USER, QUERY, FRAGMENT -> true;
      case HOST, ZONE -> character >= FIRST_BEYOND_ASCII || plain.matches(character);
    };
  }

  private static UrlSyntaxException invalid(String escape) {
    return new UrlSyntaxException("invalid URL escape " + Quotation.of(escape));
  }
}
