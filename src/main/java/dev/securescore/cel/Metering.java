package dev.securescore.cel;

import com.google.errorprone.annotations.ThreadSafe;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Charges for the value of every node.
 *
 * <p>The value is looked at first, as most are small whatever the node is. No switch over its
 * class: C1, which compiles the short commands, does not inline what that becomes.
 *
 * @param budget belongs to the thread that evaluates, as this does
 */
@ThreadSafe
@SuppressWarnings("ThreadSafe") // nobody shares it
record Metering(Budget budget) implements CelEvaluationListener {

  private static final Set<String> PASSING_ON =
      Set.of(
          "_[_]",
          "_?_:_",
          "or",
          "orValue",
          "value",
          "min",
          "max",
          Selections.PRESENCE,
          Selections.OPTIONAL,
          Selections.OPTIONAL_INDEX);

  @Override
  public void callback(CelExpr node, Object value) {
    if (value instanceof String text) {
      if (!budget.allows(text.length()) && builds(node)) {
        budget.admit(text.length());
      }
      budget.chargeText(text.length());
    } else if (!isTree(value) && isContainer(value) && builds(node)) {
      budget.chargeBuilt(value);
    } else {
      budget.charge(1);
    }
  }

  private static boolean isTree(Object value) {
    return value instanceof JsonMap || value instanceof JsonList;
  }

  private static boolean isContainer(Object value) {
    return value instanceof Collection<?> || value instanceof Map<?, ?>;
  }

  private static boolean builds(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT, IDENT, SELECT, NOT_SET -> false;
      case LIST, MAP, STRUCT, COMPREHENSION -> true;
      case CALL -> !PASSING_ON.contains(node.call().function());
    };
  }
}
