package dev.securescore.related;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The skeletons of related objects, found by name, by namespace, and by what they refer to.
 *
 * <p>May be read while another thread changes it; who needs what is of one moment compares {@link
 * #version()} before and after, and holds a lock while reading the first and changing.
 */
public final class RelatedObjects {

  private final Map<KindName, ConcurrentSkipListMap<ResourceId, JsonMap>> objects =
      new ConcurrentHashMap<>();
  private final Map<Key, Set<ResourceId>> index = new ConcurrentHashMap<>();
  private final WatchedKinds watched = new WatchedKinds();
  private final Extent extent;
  private final AtomicLong version = new AtomicLong();
  private final Permissions permissions;

  private RelatedObjects(boolean ofFiles) {
    for (RelatedKind kind : RelatedKind.values()) {
      objects.put(kind.kind(), new ConcurrentSkipListMap<>());
    }
    this.extent = ofFiles ? new ScannedFiles(kind -> !of(kind).isEmpty()) : watched;
    this.permissions = new Permissions(this, extent);
  }

  /** Those of a cluster, of which nothing was read yet. */
  public static RelatedObjects ofCluster() {
    return new RelatedObjects(false);
  }

  /** Those of files, of which nothing was read yet. */
  public static RelatedObjects ofFiles() {
    return new RelatedObjects(true);
  }

  /** Changes with everything that is learned. */
  public long version() {
    return version.get();
  }

  /** What is related to a subject. */
  public Relations relations(Subject subject) {
    return new Relations(this, extent, permissions, subject);
  }

  /** Learns an object; returns what that affects, nothing while its kind is still being read. */
  public Set<ResourceId> put(ResourceId typed, JsonMap object, Workloads workloads) {
    return RelatedKind.of(typed.kind())
        .map(kind -> change(kind, stored(kind, typed), Skeleton.of(object), workloads))
        .orElse(Set.of());
  }

  /** Learns that an object is gone; returns what that affects. */
  public Set<ResourceId> remove(ResourceId typed, Workloads workloads) {
    return RelatedKind.of(typed.kind())
        .map(kind -> change(kind, stored(kind, typed), null, workloads))
        .orElse(Set.of());
  }

  private Set<ResourceId> change(
      RelatedKind kind, ResourceId id, @Nullable JsonMap after, Workloads workloads) {
    @Nullable JsonMap before = after == null ? of(kind).remove(id) : of(kind).put(id, after);
    if (Objects.equals(before, after)) {
      return Set.of();
    }
    Set<Key> oldKeys = before == null ? Set.of() : keys(kind, before);
    Set<Key> newKeys = after == null ? Set.of() : keys(kind, after);
    oldKeys.stream().filter(key -> !newKeys.contains(key)).forEach(key -> unlist(key, id));
    newKeys.forEach(
        key -> index.computeIfAbsent(key, any -> new ConcurrentSkipListSet<>()).add(id));
    version.incrementAndGet(); // whatever was found of half a change is out of date from here on
    return watched.isKnown(kind)
        ? new Effects(this, workloads).of(new Change(kind, id, before, after))
        : Set.of();
  }

  private void unlist(Key key, ResourceId id) {
    index.computeIfPresent(
        key,
        (any, ids) -> {
          ids.remove(id);
          return ids.isEmpty() ? null : ids;
        });
  }

  private static Set<Key> keys(RelatedKind kind, JsonMap skeleton) {
    return switch (kind) {
      case ROLE_BINDING, CLUSTER_ROLE_BINDING -> {
        Set<Key> keys = new HashSet<>(Grantee.of(skeleton));
        keys.add(RoleKey.referredBy(skeleton));
        yield keys;
      }
      case INGRESS -> Set.copyOf(Backend.ofIngress(skeleton));
      case HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE, TCP_ROUTE, UDP_ROUTE ->
          Set.copyOf(Backend.ofRoute(skeleton));
      case SERVICE_ACCOUNT,
          SERVICE,
          RESOURCE_QUOTA,
          LIMIT_RANGE,
          NETWORK_POLICY,
          POD_DISRUPTION_BUDGET,
          ROLE,
          CLUSTER_ROLE ->
          Set.of();
    };
  }

  /** Learns that all objects of a kind are known; returns whether that is news. */
  public boolean known(RelatedKind kind) {
    return counted(watched.known(kind));
  }

  /** Learns that the objects of a kind cannot be read; returns whether that is news. */
  public boolean unknown(RelatedKind kind, String reason) {
    return counted(watched.unknown(kind, reason));
  }

  /** Forgets a kind that is not read any more; returns whether that is news. */
  public boolean forget(RelatedKind kind) {
    Map<ResourceId, JsonMap> all = of(kind);
    all.forEach((id, skeleton) -> keys(kind, skeleton).forEach(key -> unlist(key, id)));
    all.clear();
    return counted(watched.forgotten(kind));
  }

  private boolean counted(boolean news) {
    version.incrementAndGet();
    return news;
  }

  /** The objects of a kind in a namespace, by name. */
  Stream<JsonMap> in(RelatedKind kind, String namespace) {
    return of(kind)
        .subMap(first(kind, namespace, ""), first(kind, namespace + '\0', ""))
        .values()
        .stream();
  }

  /** The object of a name; of several in files the first. */
  Optional<JsonMap> find(RelatedKind kind, String namespace, String name) {
    return of(kind)
        .subMap(first(kind, namespace, name), first(kind, namespace, name + '\0'))
        .values()
        .stream()
        .findFirst();
  }

  /** The object of an identity, where it is known. */
  Stream<JsonMap> find(ResourceId id) {
    return Stream.ofNullable(Objects.requireNonNull(objects.get(id.kind())).get(id));
  }

  /** The objects of some kinds that are listed under a key, in order. */
  Stream<JsonMap> under(Key key, RelatedKind... kinds) {
    Set<ResourceId> ids = index.getOrDefault(key, Set.of());
    return Stream.of(kinds)
        .flatMap(
            kind -> ids.stream().filter(id -> id.kind().equals(kind.kind())).flatMap(this::find));
  }

  /** The identities of what is listed under a key. */
  Stream<ResourceId> idsUnder(Key key) {
    return index.getOrDefault(key, Set.of()).stream();
  }

  private ConcurrentSkipListMap<ResourceId, JsonMap> of(RelatedKind kind) {
    return Objects.requireNonNull(objects.get(kind.kind()));
  }

  private static ResourceId first(RelatedKind kind, String namespace, String name) {
    return new ResourceId(kind.kind(), namespace, name, "");
  }

  private static ResourceId stored(RelatedKind kind, ResourceId typed) {
    String namespace = kind.isClusterScoped() ? "" : Skeleton.namespaceOf(typed.namespace());
    return new ResourceId(typed.kind(), namespace, typed.name(), typed.origin());
  }
}
