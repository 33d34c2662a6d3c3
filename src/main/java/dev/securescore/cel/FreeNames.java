package dev.securescore.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds where an expression uses names that it does not bind, so that they can be replaced. */
final class FreeNames {

  private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern FIELD = Pattern.compile("\\s*\\.\\s*([A-Za-z_][A-Za-z0-9_]*)");

  private final String source;
  private final Map<Long, Integer> positions;
  private final List<FreeName> found = new ArrayList<>();

  private FreeNames(String source, Map<Long, Integer> positions) {
    this.source = source;
    this.positions = positions;
  }

  /** The places in the order of the text; what a macro adds stands nowhere and is left out. */
  static List<FreeName> of(String source, CelAbstractSyntaxTree parsed) {
    FreeNames names = new FreeNames(source, parsed.getSource().getPositionsMap());
    names.visit(parsed.getExpr(), Set.of(), "");
    return names.found.stream().sorted(Comparator.comparing(FreeName::start)).distinct().toList();
  }

  private void visit(CelExpr node, Set<String> local, String selected) {
    switch (node.getKind()) {
      case IDENT -> add(node, node.ident().name(), local, selected);
      case SELECT ->
          visit(
              node.select().operand(),
              local,
              node.select().testOnly() ? "" : node.select().field());
      case COMPREHENSION -> visitLoop(node.comprehension(), local);
      case CONSTANT, CALL, LIST, STRUCT, MAP, NOT_SET ->
          Children.of(node).forEach(child -> visit(child, local, ""));
    }
  }

  private void visitLoop(CelComprehension loop, Set<String> local) {
    visit(loop.iterRange(), local, "");
    visit(loop.accuInit(), local, "");
    Set<String> inner = new HashSet<>(local);
    inner.addAll(List.of(loop.accuVar(), loop.iterVar(), loop.iterVar2()));
    visit(loop.loopCondition(), inner, "");
    visit(loop.loopStep(), inner, "");
    visit(loop.result(), inner, "");
  }

  private void add(CelExpr node, String written, Set<String> local, String selected) {
    boolean absolute = written.startsWith(".");
    String name = absolute ? written.substring(1) : written;
    @Nullable Integer position = positions.get(node.id());
    if (position == null || (!absolute && local.contains(name))) {
      return;
    }
    int start = source.offsetByCodePoints(0, position);
    Matcher here = NAME.matcher(source).region(start, source.length());
    if (!here.lookingAt() || !here.group(1).equals(name)) {
      return;
    }
    Matcher field = FIELD.matcher(source).region(here.end(), source.length());
    boolean plain = field.lookingAt() && field.group(1).equals(selected);
    found.add(
        new FreeName(
            name,
            plain ? selected : "",
            absolute ? source.lastIndexOf('.', start) : start,
            here.end(),
            plain ? field.end() : here.end(),
            local));
  }
}
