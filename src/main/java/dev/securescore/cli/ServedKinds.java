package dev.securescore.cli;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.json.JsonMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of a cluster, asked for group by group and only when needed. */
final class ServedKinds {

  /** Groups in which nearly every question ends, with the version that every cluster serves. */
  private static final List<String> USUAL =
      List.of("v1", "apps/v1", "batch/v1", "networking.k8s.io/v1", "rbac.authorization.k8s.io/v1");

  private final ClusterReader reader;
  private final Map<String, List<ServedKind>> kinds = new HashMap<>();
  private List<String> groupVersions = List.of();

  ServedKinds(ClusterReader reader) {
    this.reader = reader;
  }

  /**
   * The kind that people call {@code deploy}, {@code deployments}, {@code Deployment.apps} or
   * {@code deployment.v1.apps}; empty where the cluster serves none.
   */
  Optional<ServedKind> find(String typed) {
    String[] parts = typed.toLowerCase(Locale.ROOT).split("\\.", 2);
    String qualifier = parts.length == 1 ? "" : parts[1];
    return Stream.concat(USUAL.stream(), others())
        .filter(groupVersion -> fits(groupVersion, qualifier))
        .flatMap(groupVersion -> of(groupVersion).stream())
        .filter(kind -> kind.names().contains(parts[0]))
        .findFirst();
  }

  /** The kind behind a name, in the first version that serves it; empty where none does. */
  Optional<ServedKind> find(ResourceName name) {
    return Stream.concat(USUAL.stream(), others())
        .filter(groupVersion -> KindName.of(groupVersion, "").group().equals(name.group()))
        .flatMap(groupVersion -> of(groupVersion).stream())
        .filter(kind -> kind.isBehind(name))
        .findFirst();
  }

  private static boolean fits(String groupVersion, String qualifier) {
    int slash = groupVersion.indexOf('/');
    String group = slash < 0 ? "" : groupVersion.substring(0, slash);
    String version = groupVersion.substring(slash + 1);
    return qualifier.isEmpty()
        || qualifier.equals(group)
        || qualifier.equals(group.isEmpty() ? version : version + "." + group);
  }

  /** What lies beyond the usual groups; asked for when a search gets that far. */
  private Stream<String> others() {
    return Stream.of(true).flatMap(any -> groupVersions().stream());
  }

  /** The preferred versions of all groups, then the others, in which some kinds are alone. */
  private List<String> groupVersions() {
    if (groupVersions.isEmpty()) {
      List<JsonMap> groups =
          reader.get("/apis").orElse(JsonMap.EMPTY).list("groups").objects().toList();
      groupVersions =
          Stream.concat(
                  groups.stream().map(group -> group.object("preferredVersion")),
                  groups.stream().flatMap(group -> group.list("versions").objects()))
              .map(version -> version.string("groupVersion"))
              .filter(each -> USUAL.stream().noneMatch(usual -> isSameGroup(usual, each)))
              .distinct()
              .toList();
    }
    return groupVersions;
  }

  private static boolean isSameGroup(String one, String other) {
    return KindName.of(one, "").group().equals(KindName.of(other, "").group());
  }

  private List<ServedKind> of(String groupVersion) {
    return kinds.computeIfAbsent(groupVersion, this::ask);
  }

  private List<ServedKind> ask(String groupVersion) {
    String path = (groupVersion.indexOf('/') < 0 ? "/api/" : "/apis/") + groupVersion;
    return reader
        .get(path)
        .orElse(JsonMap.EMPTY)
        .list("resources")
        .objects()
        .filter(resource -> resource.string("name").indexOf('/') < 0)
        .filter(resource -> resource.list("verbs").contains("list"))
        .map(resource -> kind(groupVersion, resource))
        .toList();
  }

  private static ServedKind kind(String groupVersion, JsonMap resource) {
    Set<String> names = new LinkedHashSet<>();
    names.add(resource.string("name"));
    names.add(resource.string("singularName"));
    names.add(resource.string("kind").toLowerCase(Locale.ROOT));
    resource.list("shortNames").forEach(name -> names.add(name.toString()));
    names.remove("");
    return new ServedKind(
        KindName.of(groupVersion, resource.string("kind")),
        groupVersion,
        resource.string("name"),
        Set.copyOf(names),
        resource.isTrue("namespaced"));
  }
}
