package dev.securescore.enforcement;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes values and small expressions as CEL. */
final class CelText {

  private CelText() {}

  /** A text in single quotes. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    text.codePoints()
        .forEach(character -> {
          switch (character) {
            case '\\' -> quoted.append("\\\\");
            case '\'' -> quoted.append("\\'");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
              if (Character.isISOControl(character)) {
                quoted.append("\\u%04x".formatted(character));
              } else {
                quoted.appendCodePoint(character);
              }
            }
          }
        });
    return quoted.append('\'').toString();
  }

  /** A list of texts. */
  static String list(Collection<String> texts) {
    return texts.stream().map(CelText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** All of some expressions, each in parentheses; a single one as it is. */
  static String all(List<String> expressions) {
    return joined(expressions, " && ");
  }

  /** Any of some expressions, each in parentheses; a single one as it is. */
  static String any(List<String> expressions) {
    return joined(expressions, " || ");
  }

  private static String joined(List<String> expressions, String operator) {
    return expressions.size() == 1
        ? expressions.getFirst()
        : expressions.stream()
            .map(expression -> "(" + expression + ")")
            .collect(Collectors.joining(operator));
  }
}
