package dev.securescore.cel;

import java.util.HashSet;
import java.util.Set;

/**
 * The names an expression may use.
 *
 * @param variables free names, such as {@code object}
 * @param composed names below {@code variables}; if there are any, {@code variables} is declared
 *     and other names below it are refused
 * @param parameters names below {@code params}; if there are any, {@code params} is declared and
 *     other names below it are refused
 */
public record CelScope(Set<String> variables, Set<String> composed, Set<String> parameters) {

  /** Copies the sets. */
  public CelScope {
    variables = Set.copyOf(variables);
    composed = Set.copyOf(composed);
    parameters = Set.copyOf(parameters);
  }

  /** All names that may stand alone. */
  Set<String> declared() {
    Set<String> declared = new HashSet<>(variables);
    if (!composed.isEmpty()) {
      declared.add("variables");
    }
    if (!parameters.isEmpty()) {
      declared.add("params");
    }
    return declared;
  }
}
