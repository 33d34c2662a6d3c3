package dev.securescore.enforcement;

/** Ends a translation at the first thing that admission cannot express. */
final class InexpressibleException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String reason;

  InexpressibleException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
