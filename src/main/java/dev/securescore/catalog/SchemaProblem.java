package dev.securescore.catalog;

import java.util.List;

/**
 * Something about a document that the API server would refuse.
 *
 * @param path keys and indexes down to the field
 * @param message what is wrong and what would be right
 */
record SchemaProblem(List<Object> path, String message) {

  /** The field as API servers write it: {@code spec.references[0].id}. */
  String field() {
    StringBuilder field = new StringBuilder();
    for (Object step : path) {
      if (step instanceof Integer index) {
        field.append('[').append(index).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step);
      }
    }
    return field.toString();
  }

  @Override
  public String toString() {
    return path.isEmpty() ? message : field() + ": " + message;
  }
}
