package dev.securescore.evaluation;

import dev.securescore.api.LabelSelector;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.JsonMap;
import dev.securescore.related.Relations;
import dev.securescore.related.Subject;
import java.util.Map;
import java.util.Optional;

/**
 * An object before the judge.
 *
 * @param object the object as the API server stores it
 * @param kind its kind
 * @param template its pod template, where it has one
 * @param namespace its Namespace object, where it is known
 * @param relations what is related to it
 */
public record Case(
    JsonMap object,
    KindName kind,
    Optional<PodTemplate> template,
    Optional<JsonMap> namespace,
    Relations relations) {

  /** The case of an object, with the namespace that the surroundings know. */
  public static Case of(JsonMap object, WorkloadKinds kinds, Surroundings surroundings) {
    KindName kind = KindName.of(object);
    String namespace = object.object("metadata").string("namespace");
    Optional<PodTemplate> template = PodTemplate.of(object, kinds);
    return new Case(
        object,
        kind,
        template,
        namespace.isEmpty() ? Optional.empty() : surroundings.namespace(namespace),
        surroundings.related().relations(Subject.of(object, template)));
  }

  /** What decides which other objects relate to it. */
  public Subject subject() {
    return relations.subject();
  }

  /** Whether anything can be related to it. */
  public boolean hasRelations() {
    return !(relations.subject() instanceof Subject.Other);
  }

  /** Whether it runs pods that something leads to from outside the cluster. */
  public boolean isReachableFromOutside() {
    return template.map(PodTemplate::reachableThroughNode).orElse(false)
        || relations.isReachableFromOutside();
  }

  String name() {
    return object.object("metadata").string("name");
  }

  String namespaceName() {
    return object.object("metadata").string("namespace");
  }

  /** Whether the object lives in a namespace that is not known; pods always live in one. */
  boolean namespaceIsMissing() {
    return namespace.isEmpty() && (template.isPresent() || !namespaceName().isEmpty());
  }

  Map<String, String> labels() {
    return labelsOf(object);
  }

  /** As at admission: a cluster-scoped object is always selected, a Namespace by its own labels. */
  boolean isSelectedBy(LabelSelector namespaces) {
    if (kind.equals(KindName.NAMESPACE)) {
      return namespaces.matches(labels());
    }
    return namespace.map(found -> namespaces.matches(labelsOf(found))).orElse(true);
  }

  private static Map<String, String> labelsOf(JsonMap object) {
    return object.object("metadata").object("labels").strings();
  }
}
