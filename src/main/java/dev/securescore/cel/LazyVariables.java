package dev.securescore.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.securescore.cel.Outcome.Failure;
import dev.securescore.cel.Outcome.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The map behind {@code variables}: named expressions, each evaluated once and only if it is used.
 *
 * <p>A variable that fails is an evaluation error where it is used, and may be absorbed there by
 * {@code ||} as any other; a budget that it exceeds ends the whole evaluation. Variables see each
 * other as {@code variables.name}, and each draws on the budget of what first uses it. Belongs to
 * one thread.
 */
@Immutable
@SuppressWarnings("Immutable") // what it remembers is what it would find again
public final class LazyVariables extends CelValue implements Map<String, Object> {

  private static final CelType TYPE = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private final Map<String, Expression> expressions;
  private final Variables outer;
  private final Budget budget;
  private final Map<String, Outcome> outcomes = new HashMap<>();

  /**
   * Binds expressions to what they see.
   *
   * @param expressions in the order of their declaration; not copied, and not to be changed
   * @param outer what the expressions see beside {@code variables}
   * @param budget what is drawn on where a value is looked at after its evaluation
   */
  public LazyVariables(Map<String, Expression> expressions, Variables outer, Budget budget) {
    this.expressions = expressions;
    this.outer = outer;
    this.budget = budget;
  }

  private Object evaluate(String name, Expression expression) {
    Outcome outcome = outcomes.get(name);
    if (outcome == null) {
      outcomes.put(name, new Failure(Outcome.Reason.EVALUATION_ERROR, "it refers to itself"));
      outcome =
          Budget.isCurrent()
              ? expression.withinBudget(this::find, Budget.current())
              : expression.evaluate(this::find, budget);
      outcomes.put(name, outcome);
    }
    return switch (outcome) {
      case Value(Object value) -> value;
      case Failure(_, String message) ->
          throw new CallFailure("variables.%s: %s".formatted(name, message));
    };
  }

  private @Nullable Object find(String name) {
    return name.equals("variables") ? this : outer.find(name);
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return expressions.isEmpty();
  }

  @Override
  public CelType celType() {
    return TYPE;
  }

  @Override
  public int size() {
    return expressions.size();
  }

  @Override
  public boolean isEmpty() {
    return expressions.isEmpty();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return expressions.containsKey(key);
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    return evaluated().containsValue(value);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return null;
    }
    Expression expression = expressions.get(name);
    return expression == null ? null : evaluate(name, expression);
  }

  @Override
  public Set<String> keySet() {
    return Set.copyOf(expressions.keySet());
  }

  @Override
  public Collection<Object> values() {
    return evaluated().values();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return evaluated().entrySet();
  }

  private Map<String, Object> evaluated() {
    Map<String, Object> values = LinkedHashMap.newLinkedHashMap(expressions.size());
    expressions.forEach((name, expression) -> values.put(name, evaluate(name, expression)));
    return values;
  }

  @Override
  public @Nullable Object put(String key, Object value) {
    throw immutable();
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    throw immutable();
  }

  @Override
  public void putAll(Map<? extends String, ?> map) {
    throw immutable();
  }

  @Override
  public void clear() {
    throw immutable();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return evaluated().equals(other);
  }

  @Override
  public int hashCode() {
    return evaluated().hashCode();
  }

  @Override
  public String toString() {
    return "variables" + expressions.keySet();
  }

  private static UnsupportedOperationException immutable() {
    return new UnsupportedOperationException("variables are immutable");
  }
}
