package dev.securescore.cel;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.parser.CelParserBuilder;

/**
 * The functions on lists, with the result of {@code sortBy} as a list of the elements.
 *
 * <p>cel-java declares it as a list of pairs of key and element.
 */
record ListSyntax(CelListsExtensions declarations) implements CelCompilerLibrary {

  /** What the macro {@code sortBy} calls with a list of pairs of key and element. */
  static final String SORT = "lists.@sortByAssociatedKeys";

  @Override
  public void setParserOptions(CelParserBuilder parser) {
    declarations.setParserOptions(parser);
  }

  @Override
  public void setCheckerOptions(CelCheckerBuilder checker) {
    declarations.functions().stream()
        .filter(function -> !function.name().equals(SORT) && !function.name().equals("sort"))
        .forEach(checker::addFunctionDeclarations);
    checker.addFunctionDeclarations(
        CelFunctionDecl.newFunctionDeclaration(
            "sort",
            ListFunctions.COMPARABLE.stream()
                .map(ListType::create)
                .map(list ->
                    CelOverloadDecl.newMemberOverload(
                        "list_sort_" + list.elemType().name(), list, list))
                .toList()),
        CelFunctionDecl.newFunctionDeclaration(
            SORT,
            CelOverloadDecl.newGlobalOverload(
                "list_sortByAssociatedKeys",
                ListType.create(SimpleType.DYN),
                ListType.create(SimpleType.DYN))));
  }
}
