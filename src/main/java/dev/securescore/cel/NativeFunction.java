package dev.securescore.cel;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/** A function that Kubernetes has and cel-java lacks, or that has to be another one here. */
record NativeFunction(String name, List<Overload> overloads) {

  /** One signature of a function with what it does. */
  record Overload(CelOverloadDecl declaration, CelFunctionBinding binding) {}

  static NativeFunction of(String name, Overload... overloads) {
    return new NativeFunction(name, List.of(overloads));
  }

  CelFunctionDecl declaration() {
    return CelFunctionDecl.newFunctionDeclaration(
        name, overloads.stream().map(Overload::declaration).toList());
  }

  ImmutableSet<CelFunctionBinding> bindings() {
    return CelFunctionBinding.fromOverloads(
        name, overloads.stream().map(Overload::binding).toList());
  }
}
