package dev.securescore.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/** A failed call whose message holds no value of the input, so that people may read it. */
final class CallFailure extends CelRuntimeException {

  private static final long serialVersionUID = 1L;

  private final String message;

  CallFailure(String message) {
    super(new IllegalArgumentException(message), CelErrorCode.INVALID_ARGUMENT);
    this.message = message;
  }

  String safeMessage() {
    return message;
  }
}
