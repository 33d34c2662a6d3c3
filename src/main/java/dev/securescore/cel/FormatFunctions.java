package dev.securescore.cel;

import static dev.securescore.cel.Operand.FORMAT;
import static dev.securescore.cel.Operand.TEXT;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.securescore.cel.NativeFunction.Overload;
import dev.securescore.cel.value.NamedFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Kubernetes' functions on named formats. */
final class FormatFunctions {

  private static final OptionalType PROBLEMS =
      OptionalType.create(ListType.create(SimpleType.STRING));

  private FormatFunctions() {}

  static List<NativeFunction> all() {
    return Stream.concat(
            Stream.of(
                NativeFunction.of(
                    "format.named",
                    TEXT.global(
                        "format-named", OptionalType.create(NamedFormat.TYPE), NamedFormat::named)),
                NativeFunction.of(
                    "validate",
                    FORMAT.member("format-validate", PROBLEMS, TEXT, FormatFunctions::problems))),
            NamedFormat.all().values().stream().map(FormatFunctions::constant))
        .toList();
  }

  private static NativeFunction constant(NamedFormat format) {
    String name = "format." + format.name();
    return NativeFunction.of(
        name,
        new Overload(
            CelOverloadDecl.newGlobalOverload(name, NamedFormat.TYPE),
            CelFunctionBinding.from(name, ImmutableList.of(), _ -> format)));
  }

  private static Optional<List<String>> problems(NamedFormat format, String text) {
    return Optional.of(format.problems(text)).filter(problems -> !problems.isEmpty());
  }
}
