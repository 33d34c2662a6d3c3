package dev.securescore.evaluation;

import dev.securescore.catalog.Rule;
import dev.securescore.cel.Budget;
import dev.securescore.cel.LazyVariables;
import dev.securescore.cel.VariableUnavailable;
import dev.securescore.cel.Variables;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.json.JsonMap;
import dev.securescore.related.Found;
import dev.securescore.related.RelatedVariable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the names in the expressions of a rule stand for, before one object. */
final class Names implements Variables {

  private final Rule rule;
  private final Case object;
  private final @Nullable PodTemplate template;
  private final @Nullable JsonMap container;
  private final LazyVariables lazy;
  private @Nullable String missing;

  Names(
      Rule rule,
      Case object,
      @Nullable PodTemplate template,
      @Nullable JsonMap container,
      Budget budget) {
    this.rule = rule;
    this.object = object;
    this.template = template;
    this.container = container;
    this.lazy = new LazyVariables(rule.variables(), this::find, budget);
  }

  /** Why a related object that was looked for cannot be told; empty where all could. */
  Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  @Override
  public @Nullable Object find(String name) {
    return switch (name) {
      case "object" -> object.object();
      case "container" -> container;
      case "podSpec" -> template == null ? null : template.spec();
      case "podMetadata" -> template == null ? null : template.metadata();
      case "containers" -> template == null ? null : template.containers();
      case "namespaceObject" -> object.namespace().orElse(null);
      case "variables" -> lazy;
      case "params" -> rule.parameters();
      default -> RelatedVariable.of(name).map(this::related).orElse(null);
    };
  }

  private Object related(RelatedVariable variable) {
    return switch (object.relations().find(variable)) {
      case Found.Value(Object value) -> value;
      case Found.Missing(String reason) -> {
        missing = reason;
        throw new VariableUnavailable(variable.toString(), reason);
      }
    };
  }
}
