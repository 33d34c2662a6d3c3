package dev.securescore.enforcement;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.ResourceRef;
import dev.securescore.api.SecurityExemptionSpec;
import dev.securescore.api.SelectorRequirement;
import dev.securescore.exemption.Exemption;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.WorkloadKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Exemptions as conditions on an object and its containers. */
final class Exempt {

  private static final String LABELS = "object.metadata.?labels.orValue({})";
  private static final String NAMESPACE_LABELS = "namespaceObject.metadata.?labels.orValue({})";

  private final WorkloadKinds workloads;
  private final String scoredIn;

  /**
   * Conditions on objects of some kinds.
   *
   * @param ofNamespaces whether Namespaces are among them, each scored in itself
   */
  Exempt(WorkloadKinds workloads, boolean ofNamespaces) {
    this.workloads = workloads;
    String own = "object.metadata.?namespace.orValue('')";
    this.scoredIn =
        ofNamespaces
            ? "(object.kind == 'Namespace' && object.apiVersion == 'v1' ? object.metadata.name : %s)"
                .formatted(own)
            : own;
  }

  /** That an exemption is about the object, whichever of its containers that means. */
  String object(Exemption exemption) {
    List<String> conditions = new ArrayList<>(where(exemption));
    SecurityExemptionSpec spec = exemption.spec();
    conditions.addAll(
        spec.resourceSelector() == null
            ? List.of(CelText.any(spec.resourceRefs().stream().map(this::named).toList()))
            : selected(LABELS, spec.resourceSelector()));
    return conditions.isEmpty() ? "true" : CelText.all(conditions);
  }

  /** That an exemption of containers is about {@code container} of the object. */
  String container(Exemption exemption) {
    List<String> conditions = new ArrayList<>();
    conditions.add(object(exemption));
    SecurityExemptionSpec spec = exemption.spec();
    if (!spec.containerNames().isEmpty()) {
      conditions.add("container.name in " + CelText.list(spec.containerNames()));
    }
    if (!spec.images().isEmpty()) {
      conditions.add(CelText.any(spec.images().stream().map(Exempt::image).toList()));
    }
    return CelText.all(conditions);
  }

  /**
   * That the labels of the object are selected.
   *
   * <p>Admission's own selectors look at an updated object as it was, too.
   */
  static List<String> selected(LabelSelector selector) {
    return selected(LABELS, selector);
  }

  private List<String> where(Exemption exemption) {
    if (!exemption.name().cluster()) {
      return List.of(scoredIn + " == " + CelText.quoted(exemption.name().namespace()));
    }
    @Nullable LabelSelector selector = exemption.spec().namespaceSelector();
    if (selector != null) {
      List<String> conditions = new ArrayList<>(List.of("namespaceObject != null"));
      conditions.addAll(selected(NAMESPACE_LABELS, selector));
      return conditions;
    }
    List<String> namespaces = exemption.spec().namespaces();
    return namespaces.isEmpty() ? List.of() : List.of(scoredIn + " in " + CelText.list(namespaces));
  }

  /** A kind that is not judged itself is judged as the owner of what it controls. */
  private String named(ResourceRef resource) {
    KindName kind = new KindName(resource.group(), resource.kind());
    String own = is("object", kind) + " && object.metadata.name == ";
    String name = CelText.quoted(resource.name());
    return workloads.contains(kind)
        ? own + name
        : "(%s) || object.metadata.?ownerReferences.orValue([]).exists(r, r.?controller.orValue(false) && %s && r.name == %s)"
            .formatted(own + name, is("r", kind), name);
  }

  private static String is(String subject, KindName kind) {
    String group =
        kind.group().isEmpty()
            ? "!" + subject + ".apiVersion.contains('/')"
            : subject + ".apiVersion.startsWith(" + CelText.quoted(kind.group() + "/") + ")";
    return "%s.kind == %s && %s".formatted(subject, CelText.quoted(kind.kind()), group);
  }

  private static String image(String pattern) {
    String image = "container.?image.orValue('')";
    return pattern.endsWith("*")
        ? image + ".startsWith(" + CelText.quoted(pattern.substring(0, pattern.length() - 1)) + ")"
        : image + " == " + CelText.quoted(pattern);
  }

  private static List<String> selected(String labels, LabelSelector selector) {
    List<String> conditions = new ArrayList<>();
    new TreeMap<>(selector.matchLabels())
        .forEach((key, value) ->
            conditions.add(value(labels, key) + " == optional.of(" + CelText.quoted(value) + ")"));
    for (SelectorRequirement requirement : selector.matchExpressions()) {
      String value = value(labels, requirement.key());
      String among = value + ".optMap(v, v in " + CelText.list(requirement.values()) + ")";
      conditions.add(
          switch (requirement.operator()) {
            case IN -> among + ".orValue(false)";
            case NOT_IN -> "!" + among + ".orValue(false)";
            case EXISTS -> value + ".hasValue()";
            case DOES_NOT_EXIST -> "!" + value + ".hasValue()";
          });
    }
    return conditions;
  }

  private static String value(String labels, String key) {
    return labels + "[?" + CelText.quoted(key) + "]";
  }
}
