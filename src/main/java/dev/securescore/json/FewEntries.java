package dev.securescore.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a small object, in their order, in one array: a fifth of what a hash table takes.
 *
 * <p>Most objects of Kubernetes are small, and looking at each key of a few is as quick as hashing.
 */
final class FewEntries extends AbstractMap<String, Object> {

  /** With more, a hash table is quicker. */
  static final int MOST = 8;

  /** Each key, and its value after it. */
  private final Object[] keysAndValues;

  /** Takes the array over. */
  FewEntries(Object[] keysAndValues) {
    this.keysAndValues = keysAndValues;
  }

  private String key(int place) {
    return (String) keysAndValues[place];
  }

  @Override
  public int size() {
    return keysAndValues.length / 2;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    for (int place = 0; place < keysAndValues.length; place += 2) {
      if (keysAndValues[place].equals(key)) {
        return keysAndValues[place + 1];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    for (int place = 0; place < keysAndValues.length; place += 2) {
      action.accept(key(place), keysAndValues[place + 1]);
    }
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return FewEntries.this.size();
      }

      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Entry<String, Object>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < keysAndValues.length;
    }

    @Override
    public Entry<String, Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Entry<String, Object> entry = Map.entry(key(next), keysAndValues[next + 1]);
      next += 2;
      return entry;
    }
  }
}
