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

/** Functions on optional values that cel-java lacks. */
final class OptionalFunctions {

  private static final TypeParamType ELEMENT = TypeParamType.create("T");
  private static final String UNWRAP = "optional_unwrapOpt";

  private OptionalFunctions() {}

  static List<NativeFunction> all() {
    return List.of(
        NativeFunction.of(
            "unwrapOpt",
            new Overload(
                CelOverloadDecl.newMemberOverload(
                    UNWRAP,
                    ListType.create(ELEMENT),
                    ListType.create(OptionalType.create(ELEMENT))),
                CelFunctionBinding.from(UNWRAP, Collection.class, OptionalFunctions::unwrap))));
  }

  private static List<Object> unwrap(Collection<?> optionals) {
    return optionals.stream().flatMap(OptionalFunctions::held).toList();
  }

  private static Stream<Object> held(Object element) {
    if (!(element instanceof Optional<?> optional)) {
      throw new CallFailure("unwrapOpt: not a list of optional values");
    }
    return optional.map(value -> (Object) value).stream();
  }
}
