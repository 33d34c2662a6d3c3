package dev.securescore.operator.enforce;

import dev.securescore.api.EnforcementAction;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.enforcement.Bindings;
import dev.securescore.enforcement.EnforcementState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policies with their bindings in the cluster, made what is intended. */
final class KeptPolicies implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeptPolicies.class);

  private final KubernetesClient client;
  private final KeptObjects<ValidatingAdmissionPolicy> policies;
  private final KeptObjects<ValidatingAdmissionPolicyBinding> bindings;
  private final Map<String, OwnerReference> owners = new HashMap<>();

  /** What came of an intention, and whether to try again. */
  record Outcome(EnforcementState state, boolean failed) {}

  KeptPolicies(KubernetesClient client, Runnable changed) {
    this.client = client;
    this.policies = new KeptObjects<>(client, ValidatingAdmissionPolicy.class, changed);
    this.bindings = new KeptObjects<>(client, ValidatingAdmissionPolicyBinding.class, changed);
  }

  void start() {
    policies.start();
    bindings.start();
  }

  boolean isKnown() {
    return policies.isKnown() && bindings.isKnown();
  }

  /** Removes what no recommendation wants any more; returns whether it could. */
  boolean removeAllBut(Map<String, Intention> wanted) {
    try {
      bindings.all().stream().filter(each -> !isWanted(each, wanted)).forEach(bindings::delete);
      policies.all().stream().filter(each -> !isWanted(each, wanted)).forEach(policies::delete);
      return true;
    } catch (KubernetesClientException refused) {
      LOG.warn(
          "cannot remove what is not wanted any more, will try again: {}", refused.getMessage());
      return false;
    }
  }

  private static boolean isWanted(HasMetadata object, Map<String, Intention> wanted) {
    @Nullable Intention intention = wanted.get(recommendationOf(object));
    return switch (intention) {
      case null -> false;
      case Intention.Nothing nothing -> false;
      case Intention.AsItIs asItIs -> true;
      case Intention.Enforce enforce ->
          Stream.concat(Stream.of(enforce.policy()), enforce.bindings().stream())
              .anyMatch(each ->
                  each.getKind().equals(object.getKind())
                      && each.getMetadata().getName().equals(object.getMetadata().getName()));
    };
  }

  private static String recommendationOf(HasMetadata object) {
    @Nullable Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(Bindings.RECOMMENDATION, "");
  }

  /** Writes what is missing or other than intended; what is there is told, whoever refused. */
  Outcome keep(String recommendation, Intention intention) {
    return switch (intention) {
      case Intention.Nothing(EnforcementState state) -> new Outcome(state, false);
      case Intention.AsItIs(String reason, String message) ->
          new Outcome(new EnforcementState(inForce(recommendation), reason, message), false);
      case Intention.Enforce enforce -> enforce(recommendation, enforce);
    };
  }

  private Outcome enforce(String recommendation, Intention.Enforce intention) {
    try {
      String name = intention.policy().getMetadata().getName();
      if (policies.isTaken(name) || bindings.isTaken(name)) {
        return new Outcome(
            EnforcementState.nothing(
                "NameTaken",
                "a policy or binding '%s' is there that is not the operator's: remove it, or leave enforcement to it"
                    .formatted(name)),
            true);
      }
      if (!write(recommendation, intention)) {
        return new Outcome(EnforcementState.nothing("Gone", "the recommendation is gone"), true);
      }
      return new Outcome(intention.state(), false);
    } catch (KubernetesClientException refused) {
      LOG.warn(
          "cannot enforce recommendation={} reason=\"{}\"", recommendation, refused.getMessage());
      return new Outcome(
          new EnforcementState(
              inForce(recommendation),
              "Refused",
              "the API server refuses it, what was there before stays: " + refused.getMessage()),
          true);
    }
  }

  /** Writes what differs; returns false where the recommendation is not there to own it. */
  private boolean write(String recommendation, Intention.Enforce intention) {
    @Nullable OwnerReference known = owners.get(recommendation);
    if (known != null && isThere(intention, known)) {
      return true;
    }
    @Nullable SecurityRecommendation declared =
        client.resources(SecurityRecommendation.class).withName(recommendation).get();
    if (declared == null) {
      return false;
    }
    OwnerReference owner =
        new OwnerReferenceBuilder()
            .withApiVersion(declared.getApiVersion())
            .withKind(declared.getKind())
            .withName(recommendation)
            .withUid(declared.getMetadata().getUid())
            .build();
    owners.put(recommendation, owner);
    ValidatingAdmissionPolicy policy = owned(intention.policy(), owner);
    if (!policies.isThere(policy)) {
      policies.write(policy);
    }
    intention.bindings().stream()
        .map(binding -> owned(binding, owner))
        .filter(binding -> !bindings.isThere(binding))
        .forEach(bindings::write);
    return true;
  }

  private boolean isThere(Intention.Enforce intention, OwnerReference owner) {
    return policies.isThere(owned(intention.policy(), owner))
        && intention.bindings().stream().allMatch(each -> bindings.isThere(owned(each, owner)));
  }

  private static ValidatingAdmissionPolicy owned(
      ValidatingAdmissionPolicy policy, OwnerReference owner) {
    return new ValidatingAdmissionPolicyBuilder(policy)
        .editMetadata()
        .addToLabels(KeptObjects.LABELS)
        .withOwnerReferences(owner)
        .endMetadata()
        .build();
  }

  private static ValidatingAdmissionPolicyBinding owned(
      ValidatingAdmissionPolicyBinding binding, OwnerReference owner) {
    return new ValidatingAdmissionPolicyBindingBuilder(binding)
        .editMetadata()
        .addToLabels(KeptObjects.LABELS)
        .withOwnerReferences(owner)
        .endMetadata()
        .build();
  }

  /** What the bindings that are there do. */
  private EnforcementAction inForce(String recommendation) {
    return bindings.all().stream()
        .filter(each -> recommendationOf(each).equals(recommendation))
        .flatMap(each -> each.getSpec().getValidationActions().stream())
        .flatMap(word ->
            Arrays.stream(EnforcementAction.values()).filter(each -> each.toString().equals(word)))
        .max(Comparator.naturalOrder())
        .orElse(EnforcementAction.DISABLED);
  }

  @Override
  public void close() {
    policies.close();
    bindings.close();
  }
}
