package dev.securescore.related;

import dev.securescore.json.JsonMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Service accounts that a binding grants something.
 *
 * @param namespace theirs; empty for those of every namespace
 * @param name the one account's; empty for all of the namespace
 */
record Grantee(String namespace, String name) implements Key {

  private static final Grantee EVERYBODY = new Grantee("", "");
  private static final String ACCOUNTS = "system:serviceaccounts";
  private static final String ACCOUNT = "system:serviceaccount:";

  /** All that a service account is: itself, and a member of three groups. */
  static List<Grantee> of(String namespace, String serviceAccount) {
    return List.of(EVERYBODY, new Grantee(namespace, ""), new Grantee(namespace, serviceAccount));
  }

  /** The service accounts among the subjects of a binding; users and other groups are not. */
  static Set<Grantee> of(JsonMap binding) {
    String own = binding.object("metadata").string("namespace");
    return binding
        .list("subjects")
        .objects()
        .flatMap(subject -> of(subject, own).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<Grantee> of(JsonMap subject, String bindingNamespace) {
    String name = subject.string("name");
    return switch (subject.string("kind")) {
      case "ServiceAccount" -> {
        String namespace = subject.string("namespace");
        yield Optional.of(
            new Grantee(
                Skeleton.namespaceOf(namespace.isEmpty() ? bindingNamespace : namespace), name));
      }
      case "Group" -> ofGroup(name);
      case "User" -> ofUser(name);
      default -> Optional.empty();
    };
  }

  private static Optional<Grantee> ofGroup(String name) {
    if (name.equals(ACCOUNTS) || name.equals("system:authenticated")) {
      return Optional.of(EVERYBODY);
    }
    return name.startsWith(ACCOUNTS + ":")
        ? Optional.of(new Grantee(name.substring(ACCOUNTS.length() + 1), ""))
        : Optional.empty();
  }

  /** A service account is a user too, by a long name. */
  private static Optional<Grantee> ofUser(String name) {
    String[] parts = name.startsWith(ACCOUNT) ? name.split(":", -1) : new String[0];
    return parts.length == 4 ? Optional.of(new Grantee(parts[2], parts[3])) : Optional.empty();
  }
}
