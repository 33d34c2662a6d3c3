package dev.securescore.cel;

import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import dev.cel.runtime.CelFunctionBinding;
import dev.securescore.cel.value.DoubleText;
import dev.securescore.cel.value.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Functions on text that cel-java lacks, or does otherwise than cel-go. */
final class StringFunctions {

  private static final Operand<Collection<?>> LIST = listOfAnything();

  /** The overloads of {@code string} that are to write as Go does, by their id. */
  static final Map<String, CelFunctionBinding> WRITING =
      Stream.of(
              CelFunctionBinding.from("double_to_string", Double.class, DoubleText::shortest),
              CelFunctionBinding.from("duration_to_string", Duration.class, TimeText::of),
              CelFunctionBinding.from("timestamp_to_string", Instant.class, TimeText::of))
          .collect(
              Collectors.toUnmodifiableMap(CelFunctionBinding::getOverloadId, Function.identity()));

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
