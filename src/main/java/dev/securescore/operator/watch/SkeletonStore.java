package dev.securescore.operator.watch;

import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer keeps of its objects: name and resourceVersion, enough to notice a deletion that
 * happened while nobody watched.
 *
 * <p>Objects are handed on from here and not from an event handler, whose queue of whole objects
 * would have no bound. It outlives the informer, which may end and be replaced.
 */
final class SkeletonStore implements ItemStore<ReadObject> {

  private static final String FORGOTTEN = "";

  private final Arrivals arrivals;
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  private boolean closed;

  /** Hears of arrivals, one at a time. */
  interface Arrivals {

    /**
     * An object that is new or has another version.
     *
     * @param anew whether its version was forgotten, so that it may be the one handed on before
     */
    void arrived(ReadObject object, boolean anew);

    /** The object of that name is gone; the namespace is empty for a cluster-scoped one. */
    void left(String namespace, String name);
  }

  SkeletonStore(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  @Override
  public String getKey(ReadObject object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public synchronized @Nullable ReadObject put(String key, ReadObject object) {
    String version = object.getMetadata().getResourceVersion();
    @Nullable String before = versions.put(key, version);
    if (!version.equals(before) && !closed) {
      arrivals.arrived(object, FORGOTTEN.equals(before));
    }
    return before == null ? null : skeleton(key, before);
  }

  @Override
  public synchronized @Nullable ReadObject remove(String key) {
    @Nullable String before = versions.remove(key);
    if (before != null && !closed) {
      arrivals.left(namespace(key), name(key));
    }
    return before == null ? null : skeleton(key, before);
  }

  /** Takes every object for a new version when it is listed again. */
  synchronized void forgetVersions() {
    versions.replaceAll((key, version) -> FORGOTTEN);
  }

  /** Hands nothing on any more; what is being handed on is finished before this returns. */
  synchronized void close() {
    closed = true;
    versions.clear();
  }

  @Override
  public Stream<String> keySet() {
    return versions.keySet().stream();
  }

  @Override
  public Stream<ReadObject> values() {
    return versions.entrySet().stream().map(entry -> skeleton(entry.getKey(), entry.getValue()));
  }

  @Override
  public @Nullable ReadObject get(String key) {
    @Nullable String version = versions.get(key);
    return version == null ? null : skeleton(key, version);
  }

  @Override
  public int size() {
    return versions.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  private static ReadObject skeleton(String key, String version) {
    return ReadObject.skeleton(namespace(key), name(key), version);
  }

  private static String namespace(String key) {
    return key.substring(0, Math.max(0, key.indexOf('/')));
  }

  private static String name(String key) {
    return key.substring(key.indexOf('/') + 1);
  }
}
