package dev.securescore.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/**
 * Thrown by {@link Variables} for a name that has a value which cannot be told now.
 *
 * <p>It is an evaluation error where the name is used, and may be absorbed there by {@code ||} as
 * any other.
 */
public final class VariableUnavailable extends CelRuntimeException {

  private static final long serialVersionUID = 1L;

  /** For a variable and the reason, which evaluation does not show. */
  public VariableUnavailable(String name, String reason) {
    super(
        new IllegalArgumentException("'" + name + "' is not available: " + reason),
        CelErrorCode.ATTRIBUTE_NOT_FOUND);
  }
}
