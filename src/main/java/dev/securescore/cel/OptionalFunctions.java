package dev.securescore.cel;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import dev.securescore.cel.NativeFunction.Overload;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Functions on optional values that cel-java lacks, and those that our macros call. */
final class OptionalFunctions {

  /** What the optional values of a list hold, for macros. */
  static final String HELD = "@optional_held";

  /** The first element of a list as an optional value, for macros. */
  static final String FIRST = "@optional_first";

  private static final TypeParamType ELEMENT = TypeParamType.create("T");
  private static final ListType LIST = ListType.create(ELEMENT);
  private static final ListType OPTIONALS = ListType.create(OptionalType.create(ELEMENT));
  private static final String UNWRAP = "optional_unwrapOpt";

  private OptionalFunctions() {}

  static List<NativeFunction> all() {
    return List.of(
        NativeFunction.of(
            "unwrapOpt",
            new Overload(
                CelOverloadDecl.newMemberOverload(UNWRAP, LIST, OPTIONALS),
                CelFunctionBinding.from(UNWRAP, Collection.class, OptionalFunctions::held))),
        NativeFunction.of(
            HELD,
            new Overload(
                CelOverloadDecl.newGlobalOverload(HELD, LIST, OPTIONALS),
                CelFunctionBinding.from(HELD, Collection.class, OptionalFunctions::held))),
        NativeFunction.of(
            FIRST,
            new Overload(
                CelOverloadDecl.newGlobalOverload(FIRST, OptionalType.create(ELEMENT), LIST),
                CelFunctionBinding.from(FIRST, Collection.class, OptionalFunctions::first))));
  }

  private static List<Object> held(Collection<?> optionals) {
    return optionals.stream().flatMap(OptionalFunctions::held).toList();
  }

  private static Stream<Object> held(Object element) {
    if (!(element instanceof Optional<?> optional)) {
      throw new CallFailure("unwrapOpt: not a list of optional values");
    }
    return optional.map(value -> (Object) value).stream();
  }

  private static Optional<Object> first(Collection<?> list) {
    return list.stream().map(element -> (Object) element).findFirst();
  }
}
