package dev.securescore.cli;

import org.jspecify.annotations.Nullable;

/** The cluster does not let people read something; the rest may well be readable. */
final class Forbidden extends Failure {

  private static final long serialVersionUID = 1;

  Forbidden(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
