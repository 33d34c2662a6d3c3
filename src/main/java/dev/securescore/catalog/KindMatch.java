package dev.securescore.catalog;

import dev.securescore.api.RuleScope;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.inventory.WorkloadKinds;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which kinds a recommendation is asked of. */
public sealed interface KindMatch {

  /** Whether objects of a kind are concerned. */
  boolean matches(KindName kind);

  /**
   * Whether an object of a kind that matches is concerned.
   *
   * @param namespace its namespace; empty where it has none, or a file does not say
   */
  default boolean matches(KindName kind, String namespace, String name) {
    return matches(kind);
  }

  /** Whether it tells objects of one kind apart. */
  default boolean looksAtObjects() {
    return false;
  }

  /** The resources that are named outright, so that they can be read; workloads are not among. */
  default Set<ResourceName> named() {
    return Set.of();
  }

  /** Every kind that runs pods. */
  record Workloads(WorkloadKinds kinds) implements KindMatch {
    @Override
    public boolean matches(KindName kind) {
      return kinds.contains(kind);
    }
  }

  /**
   * The kinds that rules name as ValidatingAdmissionPolicy does.
   *
   * @param included any of these
   * @param excluded but none of these
   * @param looksAtObjects whether any of them tells objects of one kind apart
   */
  record Named(List<Resources> included, List<Resources> excluded, boolean looksAtObjects)
      implements KindMatch {

    Named(List<Resources> included, List<Resources> excluded) {
      this(
          included,
          excluded,
          Stream.concat(included.stream(), excluded.stream()).anyMatch(Resources::looksAtObjects));
    }

    @Override
    public boolean matches(KindName kind) {
      return included.stream().anyMatch(rule -> rule.match(kind))
          && excluded.stream().noneMatch(rule -> rule.names().isEmpty() && rule.match(kind));
    }

    @Override
    public boolean matches(KindName kind, String namespace, String name) {
      return included.stream().anyMatch(rule -> rule.match(kind, namespace, name))
          && excluded.stream().noneMatch(rule -> rule.match(kind, namespace, name));
    }

    @Override
    public Set<ResourceName> named() {
      Set<ResourceName> named = new TreeSet<>();
      included.forEach(rule -> named.addAll(rule.named()));
      named.removeIf(
          name -> excluded.stream().anyMatch(rule -> rule.names().isEmpty() && rule.match(name)));
      return named;
    }
  }

  /** Both must match: the rules of a recommendation that looks at pod specs. */
  record Both(KindMatch first, KindMatch second) implements KindMatch {
    @Override
    public boolean matches(KindName kind) {
      return first.matches(kind) && second.matches(kind);
    }

    @Override
    public boolean matches(KindName kind, String namespace, String name) {
      return first.matches(kind, namespace, name) && second.matches(kind, namespace, name);
    }

    @Override
    public boolean looksAtObjects() {
      return first.looksAtObjects() || second.looksAtObjects();
    }
  }

  /**
   * Groups and resources, where {@code *} is every one.
   *
   * @param groups API groups; the empty text is the core group
   * @param resources plural names; those with a slash are subresources and never match an object
   * @param names of single objects; every object, where that is empty
   * @param scope of the objects
   */
  record Resources(Set<String> groups, Set<String> resources, Set<String> names, RuleScope scope) {

    static final Resources EVERYTHING =
        new Resources(Set.of("*"), Set.of("*"), Set.of(), RuleScope.ANY);

    boolean match(KindName kind) {
      return match(kind.resource());
    }

    private boolean match(KindName kind, String namespace, String name) {
      return match(kind)
          && (names.isEmpty() || names.contains(name))
          && switch (scope) {
            case ANY -> true;
            case CLUSTER -> namespace.isEmpty();
            case NAMESPACED -> !kind.equals(KindName.NAMESPACE);
          };
    }

    private boolean looksAtObjects() {
      return !names.isEmpty() || scope != RuleScope.ANY;
    }

    private boolean match(ResourceName name) {
      return (groups.contains("*") || groups.contains(name.group()))
          && (resources.contains("*") || resources.contains(name.plural()));
    }

    private Set<ResourceName> named() {
      return groups.stream()
          .filter(group -> !group.equals("*"))
          .flatMap(group ->
              resources.stream()
                  .filter(plural -> plural.indexOf('*') < 0 && plural.indexOf('/') < 0)
                  .map(plural -> new ResourceName(group, plural)))
          .collect(Collectors.toSet());
    }
  }
}
