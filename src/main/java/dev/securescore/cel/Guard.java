package dev.securescore.cel;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;

/** Charges a call to the budget, and refuses too large a result, before the call is made. */
@Immutable
@FunctionalInterface
interface Guard {

  void before(Budget budget, Object[] arguments);

  /** The same overload behind this guard. */
  @SuppressWarnings("unchecked") // the dispatcher checks the classes before it calls
  default CelFunctionBinding protect(CelFunctionBinding overload) {
    ImmutableList<Class<?>> classes = overload.getArgTypes();
    CelFunctionOverload definition = overload.getDefinition();
    String id = overload.getOverloadId();
    CelFunctionOverload guarded =
        arguments -> {
          before(Budget.current(), arguments);
          return definition.apply(arguments);
        };
    return switch (classes.size()) {
      case 1 ->
          CelFunctionBinding.from(
              id,
              (Class<Object>) classes.getFirst(),
              argument -> guarded.apply(new Object[] {argument}));
      case 2 ->
          CelFunctionBinding.from(
              id,
              (Class<Object>) classes.getFirst(),
              (Class<Object>) classes.getLast(),
              (first, second) -> guarded.apply(new Object[] {first, second}));
      default -> CelFunctionBinding.from(id, classes, guarded);
    };
  }
}
