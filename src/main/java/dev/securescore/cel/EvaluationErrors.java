package dev.securescore.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says why an evaluation failed without a word of the input.
 *
 * <p>cel-java's own messages quote arguments, and an argument may be the value of an environment
 * variable. A key is named only if it stands in the expression.
 */
final class EvaluationErrors {

  private static final Pattern FUNCTION =
      Pattern.compile("No matching overload for function '([^']*)'");

  private EvaluationErrors() {}

  static String describe(CelEvaluationException failure, Set<String> keys) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CallFailure ours) {
        return ours.safeMessage();
      }
    }
    return describe(failure.getErrorCode(), String.valueOf(failure.getMessage()), keys);
  }

  private static String describe(CelErrorCode code, String message, Set<String> keys) {
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> "no such key" + key(message, keys);
      case OVERLOAD_NOT_FOUND -> "no matching overload" + function(message);
      case DIVIDE_BY_ZERO -> "division by zero";
      case NUMERIC_OVERFLOW -> "number out of range";
      case INDEX_OUT_OF_BOUNDS -> "index out of bounds";
      case AMBIGUOUS_OVERLOAD,
          BAD_FORMAT,
          DUPLICATE_ATTRIBUTE,
          INTERNAL_ERROR,
          INVALID_ARGUMENT,
          ITERATION_BUDGET_EXCEEDED,
          TYPE_NOT_FOUND ->
          code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static String key(String message, Set<String> keys) {
    return keys.stream()
        .filter(key -> message.contains("'" + key + "'") || message.endsWith(": " + key))
        .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .map(key -> ": " + key)
        .orElse("");
  }

  private static String function(String message) {
    Matcher matcher = FUNCTION.matcher(message);
    return matcher.find() ? " for '%s'".formatted(matcher.group(1)) : "";
  }
}
