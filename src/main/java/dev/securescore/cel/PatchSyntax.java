package dev.securescore.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelStruct;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the expression of a patch may say beyond every other: {@code JSONPatch{…}}, {@code
 * Object{…}} and {@code jsonpatch.escapeKey}.
 *
 * <p>Source: mutation types of MutatingAdmissionPolicy. They are rewritten to maps before the
 * expression is checked, so that nothing else of the language needs to know them.
 */
final class PatchSyntax {

  private static final String OPERATION = "JSONPatch";
  private static final String OBJECT = "Object";
  private static final Set<String> FIELDS = Set.of("op", "path", "from", "value");

  private long nextId;
  private Optional<ExpressionCheck.Problem> problem = Optional.empty();

  private PatchSyntax(long nextId) {
    this.nextId = nextId;
  }

  /**
   * What came of rewriting.
   *
   * @param tree the expression in terms of maps
   * @param problem what a patch cannot say, where there is such a thing
   */
  record Rewritten(CelAbstractSyntaxTree tree, Optional<ExpressionCheck.Problem> problem) {}

  static Rewritten rewrite(CelAbstractSyntaxTree parsed) {
    PatchSyntax syntax = new PatchSyntax(1 + largestId(parsed.getExpr()));
    CelExpr rewritten = syntax.rewrite(parsed.getExpr());
    return new Rewritten(
        CelAbstractSyntaxTree.newParsedAst(rewritten, parsed.getSource()), syntax.problem);
  }

  private static long largestId(CelExpr node) {
    long largest = node.id();
    for (CelExpr child : Children.of(node)) {
      largest = Math.max(largest, largestId(child));
    }
    return largest;
  }

  private CelExpr rewrite(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT, IDENT, NOT_SET -> node;
      case SELECT ->
          CelExpr.ofSelect(
              node.id(),
              rewrite(node.select().operand()),
              node.select().field(),
              node.select().testOnly());
      case CALL -> call(node, node.call());
      case LIST ->
          CelExpr.ofList(node.id(), all(node.list().elements()), node.list().optionalIndices());
      case STRUCT -> struct(node, node.struct());
      case MAP ->
          CelExpr.ofMap(
              node.id(),
              node.map().entries().stream()
                  .map(entry ->
                      CelExpr.ofMapEntry(
                          entry.id(),
                          rewrite(entry.key()),
                          rewrite(entry.value()),
                          entry.optionalEntry()))
                  .collect(ImmutableList.toImmutableList()));
      case COMPREHENSION -> loop(node, node.comprehension());
    };
  }

  private ImmutableList<CelExpr> all(List<CelExpr> nodes) {
    return nodes.stream().map(this::rewrite).collect(ImmutableList.toImmutableList());
  }

  private CelExpr loop(CelExpr node, CelComprehension loop) {
    return CelExpr.ofComprehension(
        node.id(),
        loop.iterVar(),
        loop.iterVar2(),
        rewrite(loop.iterRange()),
        loop.accuVar(),
        rewrite(loop.accuInit()),
        rewrite(loop.loopCondition()),
        rewrite(loop.loopStep()),
        rewrite(loop.result()));
  }

  private CelExpr call(CelExpr node, CelCall call) {
    boolean escape =
        call.function().equals("escapeKey")
            && call.args().size() == 1
            && call.target().filter(PatchSyntax::isNamespace).isPresent();
    if (escape) {
      CelExpr tilde = replaced(rewrite(call.args().getFirst()), "~", "~0", nextId++);
      return replaced(tilde, "/", "~1", node.id());
    }
    return CelExpr.ofCall(
        node.id(), call.target().map(this::rewrite), call.function(), all(call.args()));
  }

  private static boolean isNamespace(CelExpr target) {
    return target.getKind() == CelExpr.ExprKind.Kind.IDENT
        && target.ident().name().equals("jsonpatch");
  }

  private CelExpr replaced(CelExpr text, String sought, String replacement, long id) {
    return CelExpr.ofCall(
        id,
        Optional.of(text),
        "replace",
        ImmutableList.of(constant(sought), constant(replacement)));
  }

  private CelExpr constant(String text) {
    return CelExpr.ofConstant(nextId++, CelConstant.ofValue(text));
  }

  private CelExpr struct(CelExpr node, CelStruct struct) {
    boolean operation = struct.messageName().equals(OPERATION);
    boolean object =
        struct.messageName().equals(OBJECT) || struct.messageName().startsWith(OBJECT + ".");
    if (!operation && !object) {
      return node;
    }
    ImmutableList.Builder<CelExpr.CelMap.Entry> entries = ImmutableList.builder();
    for (CelStruct.Entry entry : struct.entries()) {
      if (operation && !FIELDS.contains(entry.fieldKey()) && problem.isEmpty()) {
        problem =
            Optional.of(
                new ExpressionCheck.Problem(
                    entry.value(),
                    "undefined field '%s'%s"
                        .formatted(
                            entry.fieldKey(), Suggestion.forName(entry.fieldKey(), FIELDS))));
      }
      entries.add(
          CelExpr.ofMapEntry(
              entry.id(),
              constant(entry.fieldKey()),
              entry.optionalEntry() ? rewrite(entry.value()) : dynamic(rewrite(entry.value())),
              entry.optionalEntry()));
    }
    return CelExpr.ofMap(node.id(), entries.build());
  }

  /** The fields of one object may be of different types. */
  private CelExpr dynamic(CelExpr value) {
    return CelExpr.ofCall(nextId++, Optional.empty(), "dyn", ImmutableList.of(value));
  }
}
