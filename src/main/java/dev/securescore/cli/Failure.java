package dev.securescore.cli;

import org.jspecify.annotations.Nullable;

/** Why a command could not do its work, with what helps; people see it without a stack trace. */
sealed class Failure extends RuntimeException permits Forbidden {

  private static final long serialVersionUID = 1;

  Failure(String message) {
    super(message);
  }

  Failure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
