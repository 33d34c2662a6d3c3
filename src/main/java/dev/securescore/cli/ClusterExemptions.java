package dev.securescore.cli;

import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.api.SecurityExemption;
import dev.securescore.api.SecurityExemptionSpec;
import dev.securescore.catalog.Policy;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.Exemptions;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the exemptions that concern a namespace; who may not read some is told what is missing. */
final class ClusterExemptions {

  private final ClusterReader reader;
  private final Console console;

  ClusterExemptions(ClusterReader reader, Console console) {
    this.reader = reader;
    this.console = console;
  }

  /** Those of a namespace and of the cluster; of the cluster alone where it is empty. */
  Exemptions read(String namespace, Policy policy) {
    return namespace.isEmpty()
        ? with(new ArrayList<>(), policy)
        : with(namespaced("/namespaces/" + namespace + "/securityexemptions"), policy);
  }

  /** Those of every namespace and of the cluster. */
  Exemptions readAll(Policy policy) {
    return with(namespaced("/securityexemptions"), policy);
  }

  private List<Declaration> namespaced(String path) {
    List<Declaration> all = new ArrayList<>();
    read(path, json -> Declaration.of(fill(new SecurityExemption(), json)), all);
    return all;
  }

  private Exemptions with(List<Declaration> all, Policy policy) {
    read(
        "/clustersecurityexemptions",
        json -> Declaration.of(fill(new ClusterSecurityExemption(), json)),
        all);
    return Exemptions.of(all, policy.exemptions(), console.clock().instant());
  }

  private void read(String path, Function<JsonMap, Declaration> declared, List<Declaration> all) {
    try {
      reader.list(ClusterReader.OURS + path, json -> all.add(declared.apply(json)));
    } catch (Forbidden forbidden) {
      console.say("warning: " + forbidden.getMessage());
    }
  }

  private static SecurityExemption fill(SecurityExemption exemption, JsonMap json) {
    exemption.setMetadata(metadata(json));
    exemption.setSpec(spec(json));
    return exemption;
  }

  private static ClusterSecurityExemption fill(ClusterSecurityExemption exemption, JsonMap json) {
    exemption.setMetadata(metadata(json));
    exemption.setSpec(spec(json));
    return exemption;
  }

  private static SecurityExemptionSpec spec(JsonMap json) {
    return ClusterReader.fill(json.object("spec"), SecurityExemptionSpec.class);
  }

  private static ObjectMeta metadata(JsonMap json) {
    JsonMap metadata = json.object("metadata");
    return new ObjectMetaBuilder()
        .withName(metadata.string("name"))
        .withNamespace(metadata.string("namespace"))
        .withCreationTimestamp(metadata.string("creationTimestamp"))
        .build();
  }
}
