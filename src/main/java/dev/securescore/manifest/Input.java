package dev.securescore.manifest;

import java.util.function.UnaryOperator;

/**
 * A stream of documents.
 *
 * @param name how people know it
 * @param named whether they named it, so that all of it must be Kubernetes objects
 * @param templateFile the file for what a {@code # Source:} comment names
 */
record Input(String name, boolean named, UnaryOperator<String> templateFile) {

  static Input found(String name) {
    return new Input(name, false, UnaryOperator.identity());
  }

  static Input named(String name) {
    return new Input(name, true, UnaryOperator.identity());
  }

  /** Whether a text of it that is no YAML may well be a dialect that is not meant for us. */
  boolean mayBeForeign() {
    return !named && name.endsWith(".json");
  }

  String fileOf(DocumentText text) {
    return text.template().isEmpty() ? name : templateFile.apply(text.template());
  }
}
