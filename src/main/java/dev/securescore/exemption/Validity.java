package dev.securescore.exemption;

/** Whether an exemption holds at a time, and why not; says nothing of what it covers. */
public enum Validity {
  /** It holds. */
  HOLDS("Active"),
  /** Nobody approved it, and the policy wants that. */
  REQUESTED("Requested"),
  /** Its time is over. */
  EXPIRED("Expired"),
  /** It would hold longer than the policy allows, or for ever. */
  TOO_LONG("TooLong"),
  /** The policy forbids exemptions in namespaces. */
  FORBIDDEN("Forbidden");

  private final String text;

  Validity(String text) {
    this.text = text;
  }

  /** The reason of the condition Effective. */
  @Override
  public String toString() {
    return text;
  }
}
