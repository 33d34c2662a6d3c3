package dev.securescore.operator.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers our last writes, to tell a resource that was read before them. Thread-safe. */
final class WrittenVersions {

  private final Map<WriteKey, String> versions = new ConcurrentHashMap<>();

  void wrote(WriteKey key, String version) {
    versions.put(key, version);
  }

  void forget(WriteKey key) {
    versions.remove(key);
  }

  /** Whether a resource as read is older than what we wrote. */
  boolean isStale(WriteKey key, HasMetadata resource) {
    @Nullable String written = versions.get(key);
    return written != null && isLess(resource.getMetadata().getResourceVersion(), written);
  }

  /** Versions are growing numbers, comparable by Kubernetes' own rule since 1.35. */
  private static boolean isLess(String one, String other) {
    return one.length() == other.length()
        ? one.compareTo(other) < 0
        : one.length() < other.length();
  }
}
