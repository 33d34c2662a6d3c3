package dev.securescore.engine;

import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.api.ExemptionRules;
import dev.securescore.api.SecurityExemption;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.exemption.Exemptions;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Makes exemptions for tests: approved ones, for ever. */
final class Exempting {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private Exempting() {}

  /** An exemption in the namespace shop; fields as in YAML, in one line. */
  static Declaration inShop(String name, String recommendation, String decision, String fields) {
    return Declaration.of(
        Serialization.unmarshal(
            yaml("SecurityExemption", name + ", namespace: shop", recommendation, decision, fields),
            SecurityExemption.class));
  }

  static Declaration inCluster(String name, String recommendation, String decision, String fields) {
    return Declaration.of(
        Serialization.unmarshal(
            yaml("ClusterSecurityExemption", name, recommendation, decision, fields),
            ClusterSecurityExemption.class));
  }

  static Exemptions of(Declaration... declarations) {
    return of(Stream.of(declarations).toList());
  }

  static Exemptions of(List<Declaration> declarations) {
    return Exemptions.of(declarations, ExemptionRules.DEFAULT, NOW);
  }

  static ExemptionName nameInShop(String name) {
    return new ExemptionName(false, "shop", name);
  }

  static String deployment(String name) {
    return "resourceRefs: [{group: apps, kind: Deployment, name: " + name + "}]";
  }

  private static String yaml(
      String kind, String name, String recommendation, String decision, String fields) {
    return """
    apiVersion: securescore.dev/v1alpha1
    kind: %s
    metadata: {name: %s, generation: 1, creationTimestamp: "2026-11-01T00:00:00Z"}
    spec: {recommendationRefs: [{name: %s}], decision: %s, reason: why, approval: {by: sec}, %s}
    """
        .formatted(kind, name, recommendation, decision, fields);
  }
}
