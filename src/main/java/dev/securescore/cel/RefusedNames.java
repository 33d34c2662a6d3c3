package dev.securescore.cel;

import java.util.Map;
import java.util.Optional;

/** Names that some expression of Kubernetes or CEL may use, but none here, with the reason. */
final class RefusedNames {

  private static final String NO_REQUEST =
      "is not available: a resource is judged as it is, without a request and its user";
  private static final String MUTATION =
      "belongs to mutating policies; an expression here judges and changes nothing";
  private static final String OTHER_CEL = "is not part of Kubernetes' CEL";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("authorizer", NO_REQUEST),
          Map.entry("oldObject", NO_REQUEST),
          Map.entry("request", NO_REQUEST),
          Map.entry(
              "includes",
              "is coded in Kubernetes 1.37; new expressions may use it from Kubernetes 1.38 on"),
          Map.entry("JSONPatch", MUTATION),
          Map.entry("Object", MUTATION),
          Map.entry("jsonpatch", MUTATION),
          Map.entry("base64", OTHER_CEL),
          Map.entry("cel", OTHER_CEL),
          Map.entry("google", OTHER_CEL),
          Map.entry("math", OTHER_CEL),
          Map.entry("proto", OTHER_CEL),
          Map.entry("regex", OTHER_CEL));

  private RefusedNames() {}

  /** Why a name or function is refused; empty if it is merely unknown. */
  static Optional<String> reason(String name) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    return Optional.ofNullable(REASONS.get(first)).map(reason -> "'%s' %s".formatted(name, reason));
  }
}
