package dev.securescore.cel;

import org.jspecify.annotations.Nullable;

/** The values that an expression's free names stand for. */
@FunctionalInterface
public interface Variables {

  /**
   * The value of a name; null if there is none.
   *
   * <p>Values are {@code JsonMap}, {@code JsonList}, {@link LazyVariables}, {@code String}, {@code
   * Long}, {@code Double}, {@code Boolean}, or CEL's {@code NullValue}; other maps and lists are
   * not normalised and must not contain null.
   *
   * @throws VariableUnavailable if there is a value that cannot be told now
   */
  @Nullable Object find(String name);
}
