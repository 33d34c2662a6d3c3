package dev.securescore.cel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the value of a free name that an expression looks at: what it evaluates to depends on
 * nothing else of that value.
 *
 * @param name the free name, such as {@code container}
 * @param ofEach whether the fields are those of each element, where the value is a list; their
 *     number counts as read then
 * @param fields the path of the part, at most {@value #DEPTH} deep; empty for the whole
 */
public record Read(String name, boolean ofEach, List<String> fields) {

  /** How deep a path goes; what lies deeper counts as read as a whole. */
  static final int DEPTH = 2;

  /** Cuts the path. */
  public Read {
    fields = List.copyOf(fields.size() > DEPTH ? fields.subList(0, DEPTH) : fields);
  }

  // Written out, as the JDK makes those of a record when they are first called, at every start.
  @Override
  public int hashCode() {
    return (31 * name.hashCode() + Boolean.hashCode(ofEach)) * 31 + fields.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Read read
        && ofEach == read.ofEach
        && name.equals(read.name)
        && fields.equals(read.fields);
  }
}
