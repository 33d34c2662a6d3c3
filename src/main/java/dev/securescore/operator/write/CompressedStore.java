package dev.securescore.operator.write;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer keeps of our reports: each as compressed JSON.
 *
 * <p>There is one in every namespace, it is looked at when it is written, and as an object it is
 * ten times as large. JOSDK makes a store for each informer, by the constructor without arguments.
 *
 * @param <T> the kind of the reports; all in a store are of one
 */
final class CompressedStore<T extends CustomResource<?, ?>> implements ItemStore<T> {

  private final Map<String, Packed<T>> items = new ConcurrentHashMap<>();

  private record Packed<T>(Class<T> type, byte[] json) {}

  @Override
  public String getKey(T object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable T put(String key, T object) {
    return unpackIfAny(items.put(key, pack(object)));
  }

  @Override
  public @Nullable T remove(String key) {
    return unpackIfAny(items.remove(key));
  }

  @Override
  public @Nullable T get(String key) {
    return unpackIfAny(items.get(key));
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  /** All of them without their statuses, as an informer makes a list of them after each listing. */
  @Override
  public Stream<T> values() {
    return items.values().stream()
        .map(packed -> {
          T object = unpack(packed);
          object.setStatus(null);
          return object;
        });
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  @SuppressWarnings("unchecked") // a class literal of T, as the object is no subclass
  private static <T extends CustomResource<?, ?>> Packed<T> pack(T object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packing = new DeflaterOutputStream(bytes)) {
      packing.write(Serialization.asJson(object).getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Packed<>((Class<T>) object.getClass(), bytes.toByteArray());
  }

  private static <T extends CustomResource<?, ?>> @Nullable T unpackIfAny(
      @Nullable Packed<T> packed) {
    return packed == null ? null : unpack(packed);
  }

  private static <T extends CustomResource<?, ?>> T unpack(Packed<T> packed) {
    try (InputStream json = new InflaterInputStream(new ByteArrayInputStream(packed.json()))) {
      return Serialization.unmarshal(
          new String(json.readAllBytes(), StandardCharsets.UTF_8), packed.type());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
