package dev.securescore.report;

import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationStatus;
import dev.securescore.catalog.TypeCheck;
import dev.securescore.catalog.TypeProblem;
import dev.securescore.report.ConditionFactory.State;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The condition that says whether a recommendation's expressions fit the schemas. */
final class TypedCondition {

  private static final String TYPE = "Typed";
  private static final int SHOWN = 10;

  private TypedCondition() {}

  /** The condition; while nothing was checked the former one, if it is about this declaration. */
  static Stream<Condition> of(
      SecurityRecommendation recommendation,
      ConditionFactory conditions,
      Optional<TypeCheck> checked) {
    return checked
        .map(check -> of(conditions, check))
        .or(() -> former(recommendation.getStatus(), conditions.generation()))
        .stream();
  }

  private static Condition of(ConditionFactory conditions, TypeCheck check) {
    List<TypeProblem> problems = check.problems();
    if (!problems.isEmpty()) {
      return conditions.condition(TYPE, State.FALSE, "SchemaMismatch", message(problems));
    }
    return check.unknown().isEmpty()
        ? conditions.condition(
            TYPE, State.TRUE, "Checked", "fits the schemas of what it is asked of")
        : conditions.condition(
            TYPE,
            State.UNKNOWN,
            "SchemaUnknown",
            "`object` is not checked, as there is no schema of " + named(check));
  }

  private static String named(TypeCheck check) {
    return Words.list(check.unknown());
  }

  private static String message(List<TypeProblem> problems) {
    String shown =
        problems.stream().limit(SHOWN).map(TypeProblem::toString).collect(Collectors.joining("; "));
    int more = problems.size() - SHOWN;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }

  private static Optional<Condition> former(
      @Nullable SecurityRecommendationStatus before, long generation) {
    return before == null
        ? Optional.empty()
        : before.conditions().stream()
            .filter(each -> each.getType().equals(TYPE))
            .filter(each -> Objects.equals(each.getObservedGeneration(), generation))
            .findFirst();
  }
}
