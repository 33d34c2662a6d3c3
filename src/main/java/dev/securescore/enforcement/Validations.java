package dev.securescore.enforcement;

import dev.securescore.api.ValidationReason;
import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.Rule;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Validation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of a recommendation as those of a policy. */
final class Validations {

  private final Recommendation recommendation;
  private final AuthorNames names;

  /** Conditions that no match condition can be: admission knows no container there. */
  private final List<String> guards;

  Validations(Recommendation recommendation, AuthorNames names, List<String> guards) {
    this.recommendation = recommendation;
    this.names = names;
    this.guards = guards;
  }

  List<Validation> all() {
    Rule rule = recommendation.rule();
    List<Validation> validations = new ArrayList<>();
    for (int index = 0; index < rule.checks().size(); index++) {
      @Nullable ValidationReason reason =
          index < recommendation.spec().validations().size()
              ? recommendation.spec().validations().get(index).reason()
              : null;
      validations.add(validation(rule.checks().get(index), reason));
    }
    return validations;
  }

  private Validation validation(Rule.Check check, @Nullable ValidationReason reason) {
    String source = check.expression().source();
    String checked = guarded(names.inValidation(source));
    boolean each = recommendation.rule().subject() == Rule.Subject.CONTAINER;
    String message = check.message() == null ? recommendation.spec().title() : check.message();
    Validation validation = new Validation();
    validation.setExpression(
        each ? "%s.all(container, %s)".formatted(names.judgedContainers(), checked) : checked);
    validation.setMessage(message);
    validation.setMessageExpression(each ? ofContainers(check, message, checked) : ofWhole(check));
    validation.setReason(reason == null ? null : reason.toString());
    return validation;
  }

  /** As the engine: one condition that does not hold decides, whatever fails beside it. */
  private String guarded(String check) {
    return guards.isEmpty() ? check : "!(%s) || (%s)".formatted(CelText.all(guards), check);
  }

  private @Nullable String ofWhole(Rule.Check check) {
    return check.messageExpression() == null
        ? null
        : names.inValidation(check.messageExpression().source());
  }

  /** What the author says of each container that fails, or his message and their names. */
  private @Nullable String ofContainers(Rule.Check check, String message, String checked) {
    String failing = "%s.filter(container, !(%s))".formatted(names.judgedContainers(), checked);
    if (check.messageExpression() == null) {
      return names.isPerContainer(check.expression().source())
          ? "%s + %s.map(container, container.name).join(', ')"
              .formatted(CelText.quoted(message + ": "), failing)
          : null;
    }
    String source = check.messageExpression().source();
    String said = names.inValidation(source);
    return names.isPerContainer(source)
        ? "%s.map(container, %s).join('; ')".formatted(failing, said)
        : said;
  }
}
