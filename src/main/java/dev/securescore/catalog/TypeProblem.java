package dev.securescore.catalog;

/**
 * What does not fit the schema of the objects that a recommendation is asked of.
 *
 * @param field of the recommendation's spec, such as {@code validations[0].expression}
 * @param line of the place in the expression, from 1
 * @param column of the place in the expression, from 1
 * @param message what is wrong and, where known, what was meant
 */
public record TypeProblem(String field, int line, int column, String message) {

  @Override
  public String toString() {
    return field + ":" + line + ":" + column + ": " + message;
  }
}
