package dev.securescore.cel;

import com.google.common.collect.ImmutableSet;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelContainer;
import dev.cel.common.CelOptions;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.extensions.CelSetsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.DefaultDispatcher;
import dev.cel.runtime.InternalCelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.planner.ProgramPlanner;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts cel-java's libraries and our own together, once for compiling and once for evaluating. */
final class Libraries {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(ExpressionLimits.MAXIMUM_BYTES)
          .build();

  private static final RuntimeEquality EQUALITY =
      RuntimeEquality.create(RuntimeHelpers.create(), OPTIONS);

  private final List<NativeFunction> functions;
  private final CelOptionalLibrary optionals = CelExtensions.optional();
  private final CelListsExtensions lists = CelExtensions.lists();
  private final CelSetsExtensions sets = CelExtensions.sets(OPTIONS);
  private final CelStringExtensions strings =
      CelExtensions.strings(
          ImmutableSet.copyOf(
              Stream.of(CelStringExtensions.Function.values())
                  .filter(function -> function != CelStringExtensions.Function.REVERSE)
                  .toList()));

  Libraries(RegularExpressions expressions) {
    functions =
        Stream.of(
                FormatFunctions.all(),
                ListFunctions.all(EQUALITY),
                NetworkFunctions.all(),
                OptionalFunctions.all(),
                QuantityFunctions.all(),
                RegularExpressionFunctions.all(expressions),
                SemverFunctions.all(),
                StringFunctions.all(),
                UrlFunctions.all())
            .flatMap(Collection::stream)
            .toList();
  }

  CelCompiler compiler() {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setTypeProvider(DeclaredTypes.all())
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(
            CelStandardDeclarations.newBuilder()
                .excludeFunctions(CelStandardDeclarations.StandardFunction.MATCHES)
                .build())
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(
            new OptionalSyntax(optionals),
            new ListSyntax(lists),
            sets,
            strings,
            CelExtensions.comprehensions())
        .addFunctionDeclarations(functions.stream().map(NativeFunction::declaration).toList())
        .build();
  }

  ProgramPlanner planner() {
    return ProgramPlanner.newPlanner(
        DeclaredTypes.all(),
        (type, fields) -> Optional.empty(),
        dispatcher(),
        new UnwalkedValues(),
        CelContainer.newBuilder().build(),
        OPTIONS,
        ImmutableSet.of());
  }

  private DefaultDispatcher dispatcher() {
    BindingCollector collector = new BindingCollector();
    collector.addFunctionBindings(
        CelStandardFunctions.newBuilder()
            .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
            .build()
            .newFunctionBindings(EQUALITY, OPTIONS)
            .stream()
            .filter(binding -> !StringFunctions.WRITING.containsKey(binding.getOverloadId()))
            .toList());
    collector.addFunctionBindings(
        CelFunctionBinding.fromOverloads("string", StringFunctions.WRITING.values()));
    collector.addFunctionBindings(TypeFunction.bindings());
    collector.addFunctionBindings(Selections.bindings(EQUALITY));
    optionals.setRuntimeOptions(collector, EQUALITY, OPTIONS);
    lists.setRuntimeOptions(collector, EQUALITY, OPTIONS);
    CelExtensions.comprehensions().setRuntimeOptions(collector, EQUALITY, OPTIONS);
    collector.addLibraries(sets, strings);
    functions.forEach(function -> collector.addFunctionBindings(function.bindings()));

    DefaultDispatcher.Builder dispatcher = DefaultDispatcher.newBuilder();
    collector
        .byFunction()
        .asMap()
        .forEach((name, overloads) ->
            CelFunctionBinding.fromOverloads(name, guarded(name, overloads))
                .forEach(binding -> add(dispatcher, name, binding)));
    return dispatcher.build();
  }

  private static Collection<CelFunctionBinding> guarded(
      String function, Collection<CelFunctionBinding> overloads) {
    Guard guard = Guards.ALL.get(function);
    return guard == null ? overloads : overloads.stream().map(guard::protect).toList();
  }

  private static void add(
      DefaultDispatcher.Builder dispatcher, String function, CelFunctionBinding binding) {
    String name =
        binding instanceof InternalCelFunctionBinding internal
            ? internal.getFunctionName()
            : function;
    dispatcher.addOverload(
        name,
        binding.getOverloadId(),
        binding.getArgTypes(),
        binding.isStrict(),
        binding.getDefinition());
  }
}
