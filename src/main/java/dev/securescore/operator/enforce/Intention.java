package dev.securescore.operator.enforce;

import dev.securescore.enforcement.EnforcementState;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import java.util.List;

/** What should be in the cluster for one recommendation. */
sealed interface Intention {

  /** A policy in force in some places. */
  record Enforce(
      ValidatingAdmissionPolicy policy,
      List<ValidatingAdmissionPolicyBinding> bindings,
      EnforcementState state)
      implements Intention {}

  /** Nothing. */
  record Nothing(EnforcementState state) implements Intention {}

  /**
   * Whatever is there.
   *
   * @param reason a word for machines
   * @param message a sentence for people
   */
  record AsItIs(String reason, String message) implements Intention {

    /** It stays while something is in the way. */
    static AsItIs because(String cause) {
      return new AsItIs("Unchanged", "stays as it is: " + cause);
    }
  }
}
