package dev.securescore.api;

/** Rules on text that several fields share, each with the message for who broke it. */
final class Rules {

  static final String ONE_LINE = "!self.contains('\\n') && !self.contains('\\r')";

  static final String LABEL = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')";
  static final String LABEL_MESSAGE =
      "must be lower-case letters, digits and '-', beginning and ending with a letter or digit";

  static final String NAMESPACES = "self.all(n, n.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'))";
  static final String NAMESPACES_MESSAGE =
      "each must be the name of a namespace: lower-case letters, digits and '-'; a "
          + "pattern does not work here";

  static final String OBJECT_NAME = "self.matches('^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$')";
  static final String OBJECT_NAME_MESSAGE =
      "must be lower-case letters, digits, '-' and '.', beginning and ending with a "
          + "letter or digit";

  static final String IDENTIFIER =
      "self.matches('^[A-Za-z_][A-Za-z0-9_]*$') && !(self in ['true', 'false', 'null', 'in'])";
  static final String IDENTIFIER_MESSAGE =
      "must be a CEL identifier: letters, digits and '_', not beginning with a digit";

  /** A word as reasons of conditions are; only the operator writes it. */
  static final String ACTIVE_UP_TO = "^(Latest|[0-9]{1,6}[.][0-9]{1,6}[.][0-9]{1,6})$";

  static final String REASON = "^[A-Z][A-Za-z0-9]*$";

  private Rules() {}
}
