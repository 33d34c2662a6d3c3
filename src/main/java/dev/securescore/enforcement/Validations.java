package dev.securescore.enforcement;

import dev.securescore.api.ValidationReason;
import dev.securescore.catalog.Recommendation;
import dev.securescore.catalog.Rule;
import dev.securescore.cel.Expression;
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
    boolean each = recommendation.rule().subject() == Rule.Subject.CONTAINER;
    String checked = guarded(each ? names.inValidation(source) : names.truth(source));
    String message = check.message() == null ? recommendation.spec().title() : check.message();
    Validation validation = new Validation();
    validation.setExpression(
        each ? "%s.all(container, %s)".formatted(names.judgedContainers(), checked) : checked);
    validation.setMessage(message);
    validation.setMessageExpression(
        each ? ofContainers(check, message, checked) : text(check.messageExpression()));
    validation.setReason(reason == null ? null : reason.toString());
    return validation;
  }

  /** As the engine: one condition that does not hold decides, whatever fails beside it. */
  private String guarded(String check) {
    return guards.isEmpty() ? check : "!(%s) || (%s)".formatted(CelText.all(guards), check);
  }

  /** A message of the author; null where a request cannot tell it, as the check itself can be. */
  private @Nullable String text(@Nullable Expression message) {
    return message == null || !names.canSay(message) ? null : names.text(message.source());
  }

  /** What the author says of each container that fails, or his message and their names. */
  private @Nullable String ofContainers(Rule.Check check, String message, String checked) {
    String failing = "%s.filter(container, !(%s))".formatted(names.judgedContainers(), checked);
    @Nullable Expression own = check.messageExpression();
    if (own != null && names.canSay(own)) {
      return names.isPerContainer(own.source())
          ? "%s.map(container, %s).join('; ')".formatted(failing, names.inValidation(own.source()))
          : names.text(own.source());
    }
    return names.isPerContainer(check.expression().source())
        ? "%s + %s.map(container, container.name).join(', ')"
            .formatted(CelText.quoted(message + ": "), failing)
        : null;
  }
}
