package dev.securescore.cel;

import com.google.errorprone.annotations.Immutable;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * Compiles RE2 patterns once, and only those that are small.
 *
 * <p>RE2 is linear in the text, but each character costs up to the size of the program, and
 * matching cannot be interrupted: nested counts such as <code>((a{0,100}){0,100}){0,10}b</code>
 * take minutes.
 */
@Immutable
@SuppressWarnings("Immutable") // what it remembers is what it would compile again
final class RegularExpressions {

  private static final int MAXIMUM_PATTERNS = 1000;
  private static final int MAXIMUM_LENGTH = 4096;
  private static final int MAXIMUM_PROGRAM = 1000;
  private static final int STATES_IN_A_UNIT = 4;

  private final Map<String, Pattern> patterns =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Entry<String, Pattern> eldest) {
              return size() > MAXIMUM_PATTERNS;
            }
          });

  /** What is wrong with a pattern; empty if nothing is. */
  Optional<String> problem(String expression) {
    try {
      compiled(expression);
      return Optional.empty();
    } catch (CallFailure e) {
      return Optional.of(e.safeMessage());
    }
  }

  /** The pattern, after its use on a text was charged. */
  Pattern forText(String expression, String text) {
    Budget budget = Budget.current();
    budget.chargeText(expression.length());
    Pattern pattern = compiled(expression);
    budget.charge(1 + (long) text.length() * pattern.programSize() / STATES_IN_A_UNIT);
    return pattern;
  }

  private Pattern compiled(String expression) {
    Pattern known = patterns.get(expression);
    if (known != null) {
      return known;
    }
    if (expression.length() > MAXIMUM_LENGTH
        || RepeatCounts.expandedSize(expression) > MAXIMUM_PROGRAM) {
      throw tooLarge();
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new CallFailure("invalid regular expression: " + e.getDescription());
    }
    if (pattern.programSize() > MAXIMUM_PROGRAM) {
      throw tooLarge();
    }
    patterns.put(expression, pattern);
    return pattern;
  }

  private static CallFailure tooLarge() {
    return new CallFailure(
        ("regular expression too large: at most %d characters, and repeat counts multiplied out"
                + " to at most %d states")
            .formatted(MAXIMUM_LENGTH, MAXIMUM_PROGRAM));
  }
}
