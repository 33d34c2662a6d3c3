package dev.securescore.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists as records keep them: never null, never changing. */
final class Lists {

  private Lists() {}

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
