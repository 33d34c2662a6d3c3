package dev.securescore.enforcement;

import dev.securescore.catalog.Rule;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.Expression;
import dev.securescore.cel.FreeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that a recommendation's expressions use, as a policy knows them.
 *
 * <p>Most become variables of the policy. What depends on one container cannot: admission has no
 * variable for each element of a list, so that such a variable's expression stands where it is
 * used. Match conditions come before all variables; there everything is written out.
 */
final class AuthorNames {

  private static final String COMPOSED = "variables";
  private static final String CONTAINER = "container";

  /** Names that a request has an answer to. */
  private static final Set<String> KNOWN =
      Set.of(
          "object",
          "namespaceObject",
          "podSpec",
          "podMetadata",
          "containers",
          CONTAINER,
          COMPOSED,
          "params");

  /** The containers that no exemption spares. */
  private static final String JUDGED = "judgedContainers";

  private final CelLanguage language;
  private final Rule rule;
  private final LiftedNames lifted;
  private final Map<String, String> policyNames = new LinkedHashMap<>();
  private final Map<String, String> perContainer = new LinkedHashMap<>();
  private final Map<String, String> ofPolicy = new LinkedHashMap<>();
  private final Set<String> used = new TreeSet<>();
  private final List<String> spared = new ArrayList<>();
  private final Substitution inPolicy;

  AuthorNames(CelLanguage language, Rule rule, LiftedNames lifted) {
    this.language = language;
    this.rule = rule;
    this.lifted = lifted;
    this.inPolicy = new Substitution(language, this::asVariable);
    checkKnown();
    List.of("podSpec", "podMetadata", "containers", "params", JUDGED)
        .forEach(name -> policyNames.put(name, unused(name)));
    rule.variables()
        .forEach((name, expression) -> {
          String source = expression.source();
          (isPerContainer(source) ? perContainer : ofPolicy).put(name, inPolicy.in(source));
        });
  }

  /** What other objects say is no part of an admission request. */
  private void checkKnown() {
    Set<String> unknown = new TreeSet<>();
    Stream.of(
            rule.conditions().stream().map(Rule.Condition::expression),
            rule.variables().values().stream(),
            rule.checks().stream().map(Rule.Check::expression))
        .flatMap(expressions -> expressions)
        .forEach(expression -> unknown.addAll(expression.references()));
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new InexpressibleException(
          "it reads %s, which an admission request does not hold"
              .formatted(String.join(" and ", unknown)));
    }
  }

  /** An author's variable may be called as ours are. */
  private String unused(String name) {
    String free = name;
    while (rule.variables().containsKey(free)) {
      free += "_";
    }
    return free;
  }

  /** Takes the containers for which a condition holds out of those that are judged. */
  void spareContainer(String condition) {
    spared.add(condition);
  }

  /** The containers that the checks are about, a variable of the policy. */
  String judgedContainers() {
    return variable(spared.isEmpty() ? "containers" : JUDGED);
  }

  /** Whether a value may differ between the containers of one pod. */
  boolean isPerContainer(String expression) {
    return rule.subject() == Rule.Subject.CONTAINER
        && language.freeNames(expression).stream()
            .anyMatch(place ->
                place.name().equals(CONTAINER)
                    || (place.name().equals(COMPOSED) && perContainer.containsKey(place.field())));
  }

  /** A part of an expression, of the author, where the policy's variables are there. */
  String inValidation(String expression) {
    return inPolicy.in(expression);
  }

  /** A check of the author; admission wants to know its type before it has a value. */
  String truth(String expression) {
    return asTruth(expression, inPolicy.in(expression));
  }

  /** Whether a message can be said at admission; who is refused is the same without it. */
  boolean canSay(Expression message) {
    try {
      inPolicy.in(message.source());
      return KNOWN.containsAll(message.references());
    } catch (InexpressibleException cannot) {
      return false;
    }
  }

  /** A message of the author, likewise. */
  String text(String expression) {
    String text = inPolicy.in(expression);
    return language.isDynamic(expression) ? "'' + (" + text + ")" : text;
  }

  /** A condition of the author where only the request is there. */
  String inMatchCondition(String expression) {
    return asTruth(expression, new Substitution(language, this::writtenOut).in(expression));
  }

  private String asTruth(String expression, String rewritten) {
    return language.isDynamic(expression) ? "(" + rewritten + ") && true" : rewritten;
  }

  /** The name of one of our variables; from here on the policy has it. */
  private String variable(String name) {
    use(name);
    return COMPOSED + "." + policyNames.get(name);
  }

  /** The variables of the policy in order, those that are used of ours and all of the author's. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    policyNames.forEach((name, policyName) -> {
      if (used.contains(name)) {
        variables.put(policyName, expression(name));
      }
    });
    variables.putAll(ofPolicy);
    return variables;
  }

  /** Whether any expression reads a name. */
  boolean uses(String name) {
    return expressions().stream().anyMatch(expression -> reads(expression, name));
  }

  /** What the author wrote, messages aside. */
  List<String> expressions() {
    List<String> expressions = new ArrayList<>();
    rule.conditions().forEach(condition -> expressions.add(condition.expression().source()));
    rule.variables().values().forEach(variable -> expressions.add(variable.source()));
    rule.checks().forEach(check -> expressions.add(check.expression().source()));
    return expressions;
  }

  /** Whether one expression reads a name. */
  boolean reads(String expression, String name) {
    return language.freeNames(expression).stream().anyMatch(place -> place.name().equals(name));
  }

  private void use(String name) {
    used.add(name);
    if (name.equals(JUDGED)) {
      use("containers");
    }
    if (name.equals("containers")) {
      use("podSpec");
    }
  }

  private Optional<Replacement> asVariable(FreeName place) {
    return switch (place.name()) {
      case COMPOSED -> composed(place);
      case CONTAINER -> Optional.of(Replacement.of(CONTAINER, CONTAINER));
      case "podSpec", "podMetadata", "containers", "params" -> {
        use(place.name());
        yield Optional.of(Replacement.variable(policyNames.getOrDefault(place.name(), "")));
      }
      default -> Optional.empty();
    };
  }

  private Optional<Replacement> composed(FreeName place) {
    if (place.field().isEmpty()) {
      throw new InexpressibleException(
          "it reads `variables` other than as variables.NAME, which admission cannot");
    }
    return Optional.ofNullable(perContainer.get(place.field()))
        .map(expression ->
            new Replacement(
                "(" + expression + ")",
                Set.of(COMPOSED, CONTAINER, "object", "namespaceObject"),
                true));
  }

  private Optional<Replacement> writtenOut(FreeName place) {
    return switch (place.name()) {
      case "podSpec", "podMetadata" ->
          Optional.of(Replacement.of(expressionOfObject(place.name()), "object"));
      case "containers" ->
          Optional.of(Replacement.of("(" + expressionOfObject(place.name()) + ")", "object"));
      case "params" -> Optional.of(Replacement.of(parameters()));
      default -> Optional.empty();
    };
  }

  private String expressionOfObject(String name) {
    return switch (name) {
      case "podSpec" -> lifted.podSpec("object");
      case "podMetadata" -> lifted.podMetadata("object");
      default -> LiftedNames.containers(lifted.podSpec("object"));
    };
  }

  private String expression(String name) {
    return switch (name) {
      case "containers" -> LiftedNames.containers(COMPOSED + "." + policyNames.get("podSpec"));
      case "params" -> parameters();
      case JUDGED ->
          "%s.filter(container, !(%s))".formatted(variable("containers"), CelText.any(spared));
      default -> expressionOfObject(name);
    };
  }

  /** The parameters as the values they have now, dynamic as they are to the engine. */
  private String parameters() {
    return rule.parameters().keySet().stream()
        .map(name ->
            "%s: dyn(%s)"
                .formatted(
                    CelText.quoted(name),
                    CelText.list(rule.parameters().list(name).strings().toList())))
        .collect(Collectors.joining(", ", "dyn({", "})"));
  }
}
