package dev.securescore.cli;

import dev.securescore.catalog.Catalog;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.json.JsonMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The kinds of a cluster, asked for group by group and only when needed. */
final class ServedKinds {

  /** Groups in which nearly every question ends, with the version that every cluster serves. */
  private static final List<String> USUAL =
      List.of("v1", "apps/v1", "batch/v1", "networking.k8s.io/v1", "rbac.authorization.k8s.io/v1");

  /** Never read, whatever a recommendation names. */
  private static final KindName SECRET = new KindName("", "Secret");

  private final ClusterReader reader;
  private final Map<String, List<ServedKind>> kinds = new HashMap<>();
  private Map<String, String> preferred = Map.of();

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

  /** The kinds of some groups, each in the version that the cluster prefers. */
  Stream<ServedKind> inGroups(Set<String> groups) {
    return Stream.concat(USUAL.stream(), groups.isEmpty() ? Stream.of() : others())
        .filter(groupVersion -> groups.contains(KindName.of(groupVersion, "").group()))
        .distinct()
        .flatMap(groupVersion -> of(groupVersion).stream());
  }

  /** The kinds that a catalogue asks about. */
  Stream<ServedKind> asked(Catalog catalog) {
    Set<String> groups = new TreeSet<>();
    catalog.policy().inventory().kinds().all().forEach(kind -> groups.add(kind.group()));
    catalog.judged().stream()
        .flatMap(each -> each.rule().kinds().named().stream())
        .map(ResourceName::group)
        .forEach(groups::add);
    return inGroups(groups)
        .filter(kind -> !kind.kind().equals(SECRET))
        .filter(kind -> !catalog.asked(kind.kind()).isEmpty());
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
    return Stream.of(true).flatMap(any -> preferred().values().stream());
  }

  private Map<String, String> preferred() {
    if (preferred.isEmpty()) {
      Map<String, String> versions = new LinkedHashMap<>();
      reader
          .get("/apis")
          .orElse(JsonMap.EMPTY)
          .list("groups")
          .objects()
          .filter(group -> USUAL.stream().noneMatch(u -> u.startsWith(group.string("name") + "/")))
          .forEach(group ->
              versions.put(
                  group.string("name"), group.object("preferredVersion").string("groupVersion")));
      preferred = versions;
    }
    return preferred;
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
