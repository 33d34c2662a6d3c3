package dev.securescore.enforcement;

import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.FreeName;
import java.util.Optional;
import java.util.function.Function;

/**
 * Replaces the free names of expressions and leaves every other character as its author wrote it.
 *
 * <p>Which names are free is decided on the syntax tree, so that a loop's own variable, a field or
 * a text of the same spelling stays.
 */
final class Substitution {

  private final CelLanguage language;
  private final Function<FreeName, Optional<Replacement>> replacements;

  /**
   * A substitution.
   *
   * @param replacements what takes the place of a name; empty where it stays
   */
  Substitution(CelLanguage language, Function<FreeName, Optional<Replacement>> replacements) {
    this.language = language;
    this.replacements = replacements;
  }

  /** The expression, which may be put in parentheses: a comment at its end is ended. */
  String in(String expression) {
    StringBuilder result = new StringBuilder();
    int copied = 0;
    for (FreeName place : language.freeNames(expression)) {
      Optional<Replacement> replacement = replacements.apply(place);
      if (replacement.isPresent()) {
        result.append(expression, copied, place.start()).append(replacement.get().at(place));
        copied = replacement.get().takesField() ? place.fieldEnd() : place.end();
      }
    }
    result.append(expression.substring(copied));
    return language.endsWithComment(expression)
        ? result.append('\n').toString()
        : result.toString();
  }
}
