package dev.securescore.cel;

import java.util.Set;

/**
 * A place where an expression uses a name that it does not bind itself.
 *
 * @param name the name, for example {@code variables}
 * @param field what is selected from it by a plain {@code variables.field}; else empty, as in
 *     {@code has(variables.field)}
 * @param start index of the first character in the expression
 * @param end index after the name
 * @param fieldEnd index after the field; {@code end} where there is none
 * @param hidden names that loops around the place bind
 */
public record FreeName(
    String name, String field, int start, int end, int fieldEnd, Set<String> hidden) {

  /** Copies the set. */
  public FreeName {
    hidden = Set.copyOf(hidden);
  }
}
