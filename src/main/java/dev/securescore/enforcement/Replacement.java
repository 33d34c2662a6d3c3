package dev.securescore.enforcement;

import dev.securescore.cel.FreeName;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text that takes the place of a name.
 *
 * @param text the expression, in parentheses where it needs them
 * @param names the names it uses, which no loop around the place may bind
 * @param takesField whether it takes the place of the field too that is selected from the name
 */
record Replacement(String text, Set<String> names, boolean takesField) {

  /** An expression in place of a name. */
  static Replacement of(String text, String... names) {
    return new Replacement(text, Set.of(names), false);
  }

  /** A field of the policy's own variables in place of a name. */
  static Replacement variable(String name) {
    return of("variables." + name, "variables");
  }

  String at(FreeName place) {
    if (!Collections.disjoint(names, place.hidden())) {
      Set<String> hidden = new TreeSet<>(names);
      hidden.retainAll(place.hidden());
      throw new InexpressibleException(
          "a loop calls its variable '%s', which hides the name that '%s' becomes: rename it"
              .formatted(hidden.iterator().next(), place.name()));
    }
    return text;
  }
}
