package dev.securescore.catalog;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.inventory.WorkloadKinds;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which kinds a recommendation is asked of. */
public sealed interface KindMatch {

  /** Whether objects of a kind are concerned. */
  boolean matches(KindName kind);

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
   */
  record Named(List<Resources> included, List<Resources> excluded) implements KindMatch {
    @Override
    public boolean matches(KindName kind) {
      return included.stream().anyMatch(rule -> rule.match(kind))
          && excluded.stream().noneMatch(rule -> rule.match(kind));
    }

    @Override
    public Set<ResourceName> named() {
      Set<ResourceName> named = new TreeSet<>();
      included.forEach(rule -> named.addAll(rule.named()));
      named.removeIf(name -> excluded.stream().anyMatch(rule -> rule.match(name)));
      return named;
    }
  }

  /** Both must match: the rules of a recommendation that looks at pod specs. */
  record Both(KindMatch first, KindMatch second) implements KindMatch {
    @Override
    public boolean matches(KindName kind) {
      return first.matches(kind) && second.matches(kind);
    }
  }

  /**
   * Groups and resources, where {@code *} is every one.
   *
   * @param groups API groups; the empty text is the core group
   * @param resources plural names; those with a slash are subresources and never match an object
   */
  record Resources(Set<String> groups, Set<String> resources) {

    boolean match(KindName kind) {
      return match(kind.resource());
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
