package dev.securescore.cel;

/** What an expression has to result in. */
public enum ResultType {
  /** True or false, as conditions and validations do. */
  BOOL,
  /** Text, as message expressions do. */
  STRING,
  /** Anything, as variables do. */
  ANY
}
