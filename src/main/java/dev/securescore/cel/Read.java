package dev.securescore.cel;

import java.util.List;

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
}
