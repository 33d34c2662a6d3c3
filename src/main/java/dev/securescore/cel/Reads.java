package dev.securescore.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds which parts of its free names a checked expression looks at.
 *
 * <p>A name that is followed by fields is read there; one that is passed on, compared or indexed by
 * what is computed is read as a whole. A loop over a free name, or over what a filter leaves of it,
 * reads fields of its elements, unless an element itself is passed on.
 */
final class Reads {

  private static final Set<String> SELECTING = Set.of("_[_]", "_[?_]", "_?._");

  private final Set<String> declared;
  private final Set<Read> found = new HashSet<>();

  private Reads(Set<String> declared) {
    this.declared = declared;
  }

  /** What an expression looks at whose free names are among the declared. */
  static Set<Read> of(CelExpr root, Set<String> declared) {
    Reads reads = new Reads(declared);
    reads.visit(root, Map.of());
    return Set.copyOf(reads.found);
  }

  /** A name with fields selected below it. */
  private record Selected(String name, List<String> fields) {

    Selected then(String field) {
      List<String> longer = new ArrayList<>(fields);
      longer.add(field);
      return new Selected(name, longer);
    }
  }

  /**
   * Visits a node.
   *
   * @param local the names that loops bind, with the free name whose elements they stand for; empty
   *     where they stand for something else
   */
  private void visit(CelExpr node, Map<String, String> local) {
    Optional<Selected> selected = selected(node);
    Optional<CelExpr> counted = counted(node);
    if (selected.isPresent()) {
      add(selected.get(), local);
    } else if (counted.isPresent() && elements(counted.get(), local).isPresent()) {
      visitElements(counted.get(), local);
    } else if (node.getKind() == ExprKind.Kind.COMPREHENSION) {
      visitLoop(node.comprehension(), local);
    } else {
      Children.of(node).forEach(child -> visit(child, local));
    }
  }

  private static Optional<Selected> selected(CelExpr node) {
    return switch (node.getKind()) {
      case IDENT -> Optional.of(new Selected(node.ident().name(), List.of()));
      case SELECT ->
          selected(node.select().operand()).map(below -> below.then(node.select().field()));
      case CALL -> {
        if (!SELECTING.contains(node.call().function()) || node.call().args().size() != 2) {
          yield Optional.empty();
        }
        CelExpr key = node.call().args().getLast();
        yield key.getKind() == ExprKind.Kind.CONSTANT
                && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
            ? selected(node.call().args().getFirst())
                .map(below -> below.then(key.constant().stringValue()))
            : Optional.empty();
      }
      case CONSTANT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> Optional.empty();
    };
  }

  private void add(Selected selected, Map<String, String> local) {
    String name = selected.name();
    if (name.startsWith(".")) { // whatever is bound inside
      add(new Read(name.substring(1), false, List.of()));
    } else if (!local.containsKey(name)) {
      add(new Read(name, false, selected.fields()));
    } else if (!local.getOrDefault(name, "").isEmpty()) {
      String list = local.getOrDefault(name, "");
      add(new Read(list, !selected.fields().isEmpty(), selected.fields()));
    }
  }

  private void add(Read read) {
    if (declared.contains(read.name())) {
      found.add(read);
    }
  }

  /** What {@code size} counts. */
  private static Optional<CelExpr> counted(CelExpr node) {
    return node.getKind() == ExprKind.Kind.CALL && node.call().function().equals("size")
        ? node.call().target().or(() -> node.call().args().stream().findFirst())
        : Optional.empty();
  }

  /** The free name whose elements a list holds: the name itself, or a filter of such a list. */
  private Optional<String> elements(CelExpr list, Map<String, String> local) {
    return switch (list.getKind()) {
      case IDENT -> Optional.of(list.ident().name()).filter(name -> isFree(name, local));
      case COMPREHENSION ->
          kept(list.comprehension()).isPresent()
              ? elements(list.comprehension().iterRange(), local)
              : Optional.empty();
      case CONSTANT, SELECT, CALL, LIST, STRUCT, MAP, NOT_SET -> Optional.empty();
    };
  }

  /** By what a loop keeps elements as they are, where it does only that: the macro filter. */
  private static Optional<CelExpr> kept(CelComprehension loop) {
    CelExpr step = loop.loopStep();
    if (!loop.iterVar2().isEmpty()
        || loop.accuInit().getKind() != ExprKind.Kind.LIST
        || !loop.accuInit().list().elements().isEmpty()
        || !isName(loop.result(), loop.accuVar())
        || loop.loopCondition().getKind() != ExprKind.Kind.CONSTANT
        || !isCall(step, "_?_:_", 3)
        || !isName(step.call().args().get(2), loop.accuVar())
        || !isCall(step.call().args().get(1), "_+_", 2)) {
      return Optional.empty();
    }
    List<CelExpr> added = step.call().args().get(1).call().args();
    boolean filter =
        isName(added.getFirst(), loop.accuVar())
            && added.getLast().getKind() == ExprKind.Kind.LIST
            && added.getLast().list().elements().size() == 1
            && isName(added.getLast().list().elements().getFirst(), loop.iterVar());
    return filter ? Optional.of(step.call().args().getFirst()) : Optional.empty();
  }

  private static boolean isCall(CelExpr node, String function, int arguments) {
    return node.getKind() == ExprKind.Kind.CALL
        && node.call().function().equals(function)
        && node.call().args().size() == arguments;
  }

  private static boolean isName(CelExpr node, String name) {
    return node.getKind() == ExprKind.Kind.IDENT && node.ident().name().equals(name);
  }

  /** Visits what decides which elements a list holds; the elements themselves stay unread. */
  private void visitElements(CelExpr list, Map<String, String> local) {
    String name = elements(list, local).orElseThrow();
    if (list.getKind() == ExprKind.Kind.IDENT) {
      add(new Read(name, true, List.of()));
      return;
    }
    CelComprehension loop = list.comprehension();
    visitElements(loop.iterRange(), local);
    Map<String, String> inner = new HashMap<>(local);
    inner.put(loop.iterVar(), name);
    inner.put(loop.accuVar(), "");
    visit(kept(loop).orElseThrow(), inner);
  }

  private void visitLoop(CelComprehension loop, Map<String, String> local) {
    Map<String, String> inner = new HashMap<>(local);
    Optional<String> list = elements(loop.iterRange(), local);
    if (list.isPresent() && loop.iterVar2().isEmpty()) {
      visitElements(loop.iterRange(), local);
    } else {
      visit(loop.iterRange(), local);
      list = Optional.empty();
    }
    inner.put(loop.iterVar(), list.orElse(""));
    inner.put(loop.iterVar2(), "");
    inner.put(loop.accuVar(), "");
    visit(loop.accuInit(), local);
    visit(loop.loopCondition(), inner);
    visit(loop.loopStep(), inner);
    Map<String, String> after = new HashMap<>(local);
    after.put(loop.accuVar(), "");
    visit(loop.result(), after);
  }

  private boolean isFree(String name, Map<String, String> local) {
    return !local.containsKey(name) && declared.contains(name);
  }
}
