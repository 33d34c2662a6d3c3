package dev.securescore.json;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON list.
 *
 * <p>It is a CEL value itself, because cel-java's planner walks the whole subtree of every plain
 * list and map at each field selection, and passes over what is a CEL value already.
 */
@Immutable
@SuppressWarnings("Immutable") // the list is made in this package alone and never changed
public final class JsonList extends CelValue implements List<Object> {

  /** The list without elements. */
  public static final JsonList EMPTY = new JsonList(List.of());

  private static final CelType TYPE = ListType.create(SimpleType.DYN);

  private final List<Object> elements;
  private final long weight;

  JsonList(List<Object> elements) {
    this.elements = Collections.unmodifiableList(elements);
    long sum = 0;
    for (Object element : elements) {
      sum += Json.weight(element);
    }
    this.weight = sum;
  }

  /** How much there is below: one for every value, and one for every 64 characters of text. */
  public long weight() {
    return weight;
  }

  /** The elements that are objects, in their order. */
  public Stream<JsonMap> objects() {
    return elements.stream().filter(JsonMap.class::isInstance).map(JsonMap.class::cast);
  }

  /** The elements that are text, in their order. */
  public Stream<String> strings() {
    return elements.stream().filter(String.class::isInstance).map(String.class::cast);
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return elements.isEmpty();
  }

  @Override
  public CelType celType() {
    return TYPE;
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public boolean isEmpty() {
    return elements.isEmpty();
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return elements.contains(element);
  }

  @Override
  public Iterator<Object> iterator() {
    return elements.iterator();
  }

  @Override
  public Object[] toArray() {
    return elements.toArray();
  }

  @Override
  @SuppressWarnings("NullAway") // the array's type is the caller's
  public <T> T[] toArray(T[] array) {
    return elements.toArray(array);
  }

  @Override
  public boolean containsAll(Collection<?> collection) {
    return elements.containsAll(collection);
  }

  @Override
  public Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int indexOf(@Nullable Object element) {
    return elements.indexOf(element);
  }

  @Override
  public int lastIndexOf(@Nullable Object element) {
    return elements.lastIndexOf(element);
  }

  @Override
  public ListIterator<Object> listIterator() {
    return elements.listIterator();
  }

  @Override
  public ListIterator<Object> listIterator(int index) {
    return elements.listIterator(index);
  }

  @Override
  public List<Object> subList(int from, int to) {
    return elements.subList(from, to);
  }

  @Override
  public boolean add(Object element) {
    throw immutable();
  }

  @Override
  public void add(int index, Object element) {
    throw immutable();
  }

  @Override
  public boolean addAll(Collection<?> collection) {
    throw immutable();
  }

  @Override
  public boolean addAll(int index, Collection<?> collection) {
    throw immutable();
  }

  @Override
  public Object set(int index, Object element) {
    throw immutable();
  }

  @Override
  public boolean remove(@Nullable Object element) {
    throw immutable();
  }

  @Override
  public Object remove(int index) {
    throw immutable();
  }

  @Override
  public boolean removeAll(Collection<?> collection) {
    throw immutable();
  }

  @Override
  public boolean retainAll(Collection<?> collection) {
    throw immutable();
  }

  @Override
  public void clear() {
    throw immutable();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return elements.equals(other);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  @Override
  public String toString() {
    return elements.toString();
  }

  private static UnsupportedOperationException immutable() {
    return new UnsupportedOperationException("a JSON list is immutable");
  }
}
