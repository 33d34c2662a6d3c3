package dev.securescore.enforcement;

import dev.securescore.api.EnforcementAction;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchResources;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a policy in force: somewhere, with some consequence. */
public final class Bindings {

  /** The annotation of policies and bindings that names their recommendation. */
  public static final String RECOMMENDATION = "securescore.dev/recommendation";

  static final Map<String, String> LABELS = Map.of("app.kubernetes.io/part-of", "secure-score");

  private Bindings() {}

  /**
   * The bindings of a policy, one for each set of namespaces.
   *
   * @param action what happens to an unhealthy object; not {@code DISABLED}
   */
  public static List<ValidatingAdmissionPolicyBinding> of(
      ValidatingAdmissionPolicy policy, EnforcementAction action, List<LabelSelector> namespaces) {
    List<ValidatingAdmissionPolicyBinding> bindings = new ArrayList<>();
    for (LabelSelector selector : namespaces) {
      MatchResources where = new MatchResources();
      where.setNamespaceSelector(selector);
      bindings.add(
          new ValidatingAdmissionPolicyBindingBuilder()
              .withNewMetadata()
              .withName(name(policy, bindings.size()))
              .withLabels(policy.getMetadata().getLabels())
              .withAnnotations(policy.getMetadata().getAnnotations())
              .endMetadata()
              .withNewSpec()
              .withPolicyName(policy.getMetadata().getName())
              .withValidationActions(action.toString())
              .withMatchResources(where)
              .endSpec()
              .build());
    }
    return bindings;
  }

  private static String name(ValidatingAdmissionPolicy policy, int index) {
    String name = policy.getMetadata().getName();
    return index == 0 ? name : (index + 1) + "." + name;
  }
}
