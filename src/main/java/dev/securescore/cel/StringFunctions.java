package dev.securescore.cel;

import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import java.util.Collection;
import java.util.List;

/** Functions on text that cel-java lacks, or does otherwise than cel-go. */
final class StringFunctions {

  private static final Operand<Collection<?>> LIST = listOfAnything();

  private StringFunctions() {}

  static List<NativeFunction> all() {
    return List.of(
        NativeFunction.of(
            "format", Operand.TEXT.member("string_format", STRING, LIST, TextFormatter::format)));
  }

  @SuppressWarnings("unchecked") // there is no class of collections of anything
  private static Operand<Collection<?>> listOfAnything() {
    Class<?> collection = Collection.class;
    return new Operand<>(ListType.create(DYN), (Class<Collection<?>>) collection);
  }
}
