package dev.securescore.fix;

/** Why something is left as it is; the message completes "left: …". */
final class UnfixableException extends Exception {

  private static final long serialVersionUID = 1;

  UnfixableException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
