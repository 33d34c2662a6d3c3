package dev.securescore.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Validation;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTranslatorTest {

  private static final String POD_SPEC =
      "(object.kind == 'Pod' ? object.spec : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec)";

  private static String variable(ValidatingAdmissionPolicy policy, String name) {
    return policy.getSpec().getVariables().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(Variable::getExpression)
        .findFirst()
        .orElseThrow();
  }

  private static String condition(ValidatingAdmissionPolicy policy, String name) {
    return policy.getSpec().getMatchConditions().stream()
        .filter(condition -> condition.getName().equals(name))
        .map(MatchCondition::getExpression)
        .findFirst()
        .orElseThrow();
  }

  private static Validation first(ValidatingAdmissionPolicy policy) {
    return policy.getSpec().getValidations().getFirst();
  }

  @Test
  void podSpecIsAConditionalOnTheKind() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            validations: [{expression: '!podSpec.?hostPID.orValue(false)'}]
            """);

    assertThat(variable(policy, "podSpec")).isEqualTo(POD_SPEC);
    assertThat(first(policy).getExpression())
        .isEqualTo("!variables.podSpec.?hostPID.orValue(false)");
    assertThat(policy.getMetadata().getName()).isEqualTo("ours.securescore.dev");
  }

  @Test
  void loopVariablesOfTheSameNameStay() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            validations: [{expression: "containers.all(podSpec, podSpec.name != 'podSpec') && podSpec.x"}]
            """);

    assertThat(first(policy).getExpression())
        .isEqualTo(
            "variables.containers.all(podSpec, podSpec.name != 'podSpec') && variables.podSpec.x");
  }

  @Test
  void loopVariableThatHidesWhatANameBecomesIsInexpressible() {
    assertThat(
            Declared.reason(
                """
                target: PodSpec
                matchConditions: [{name: some, expression: 'containers.all(object, podSpec.a == object.b)'}]
                validations: [{expression: 'true'}]
                """))
        .contains("'object'")
        .contains("'podSpec'");
  }

  @Test
  void conditionsAreWrittenOutSinceTheyHaveNoVariables() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            matchConditions: [{name: linux, expression: "podSpec.?os.?name.orValue('linux') != 'windows'"}]
            validations: [{expression: 'true'}]
            """);

    assertThat(condition(policy, "linux"))
        .isEqualTo(POD_SPEC + ".?os.?name.orValue('linux') != 'windows'");
  }

  @Test
  void conditionOnAContainerGuardsTheCheckOfThatContainer() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: Container
            matchConditions:
            - {name: named, expression: "container.name != 'a'"}
            - {name: there, expression: "namespaceObject.metadata.name != 'b'"}
            validations: [{expression: container.ok, message: is not ok}]
            """);

    assertThat(first(policy).getExpression())
        .isEqualTo(
            "variables.containers.all(container, !((container.name != 'a') && (namespaceObject.metadata.name != 'b')) || (container.ok))");
    assertThat(policy.getSpec().getMatchConditions())
        .extracting(MatchCondition::getName)
        .allMatch(name -> name.startsWith("securescore.dev/"));
  }

  @Test
  void variableOfAContainerStandsWhereItIsUsed() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: Container
            variables:
            - {name: limit, expression: '10'}
            - {name: size, expression: 'container.name.size()'}
            - {name: tooLong, expression: 'variables.size > variables.limit'}
            validations: [{expression: '!variables.tooLong'}]
            """);

    assertThat(policy.getSpec().getVariables())
        .extracting(Variable::getName)
        .containsExactly("podSpec", "containers", "limit");
    assertThat(first(policy).getExpression())
        .isEqualTo(
            "variables.containers.all(container, !((container.name.size()) > variables.limit))");
  }

  @Test
  void messageNamesTheContainersThatFail() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: Container
            validations:
            - {expression: container.ok, message: is not ok}
            - {expression: container.fine, messageExpression: "container.name + ' is bad'"}
            - {expression: podSpec.fine, messageExpression: "'pod ' + podSpec.name"}
            """);

    List<Validation> validations = policy.getSpec().getValidations();
    assertThat(validations)
        .extracting(Validation::getMessageExpression)
        .containsExactly(
            "'is not ok: ' + variables.containers.filter(container, !(container.ok)).map(container, container.name).join(', ')",
            "variables.containers.filter(container, !(container.fine)).map(container, container.name + ' is bad').join('; ')",
            "'pod ' + variables.podSpec.name");
    assertThat(validations)
        .extracting(Validation::getMessage)
        .containsExactly("is not ok", "All should be well", "All should be well");
  }

  @Test
  void parametersAreTheirValues() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            parameters: [{name: words, defaultValues: ["it's", 'a\\b']}, {name: none, defaultValues: []}]
            matchConditions: [{name: some, expression: 'params.words.size() > 0'}]
            validations: [{expression: 'podSpec.word in params.words'}]
            """);

    String values = "dyn({'words': dyn(['it\\'s', 'a\\\\b']), 'none': dyn([])})";
    assertThat(variable(policy, "params")).isEqualTo(values);
    assertThat(condition(policy, "some")).isEqualTo(values + ".words.size() > 0");
    assertThat(first(policy).getExpression())
        .isEqualTo("variables.podSpec.word in variables.params.words");
  }

  @Test
  void authorsVariableMayBeCalledAsOurs() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            variables: [{name: containers, expression: "containers.filter(c, c.name != 'x')"}]
            validations: [{expression: 'variables.containers.size() < containers.size()'}]
            """);

    assertThat(first(policy).getExpression())
        .isEqualTo("variables.containers.size() < variables.containers_.size()");
    assertThat(variable(policy, "containers"))
        .isEqualTo("variables.containers_.filter(c, c.name != 'x')");
  }

  @Test
  void variablesByAnotherWayThanTheirNameAreInexpressible() {
    assertThat(
            Declared.reason(
                """
                target: PodSpec
                variables: [{name: x, expression: '1'}]
                validations: [{expression: "variables['x'] == 1"}]
                """))
        .contains("variables.NAME");
  }

  @Test
  void singleObjectsOfWorkloadsAreNamedByTheirOwnRules() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            matchConstraints:
              resourceRules:
              - {apiGroups: [apps], apiVersions: [v1], resources: [deployments, statefulsets], resourceNames: [front]}
              - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [daemonsets]}
            validations: [{expression: 'true'}]
            """);

    assertThat(policy.getSpec().getMatchConstraints().getResourceRules())
        .extracting(
            NamedRuleWithOperations::getResources,
            NamedRuleWithOperations::getResourceNames,
            NamedRuleWithOperations::getOperations)
        .containsExactlyInAnyOrder(
            tuple(
                List.of("deployments", "statefulsets"),
                List.of("front"),
                List.of("CREATE", "UPDATE")),
            tuple(List.of("daemonsets"), List.of(), List.of("CREATE")));
  }

  @Test
  void excludedObjectsAreExcludedWhateverIsDoneToThem() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            matchConstraints:
              excludeResourceRules:
              - {apiGroups: [apps], apiVersions: [v1], resources: [deployments]}
              - {apiGroups: ['*'], apiVersions: ['*'], operations: [CREATE], resources: ['*'], resourceNames: [old]}
            validations: [{expression: 'true'}]
            """);

    assertThat(policy.getSpec().getMatchConstraints().getResourceRules())
        .flatExtracting(NamedRuleWithOperations::getResources)
        .contains("statefulsets")
        .doesNotContain("deployments");
    assertThat(policy.getSpec().getMatchConstraints().getExcludeResourceRules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.getResources())
              .containsExactly("*", "pods/ephemeralcontainers", "pods/resize");
          assertThat(rule.getOperations()).containsExactly("*");
          assertThat(rule.getResourceNames()).containsExactly("old");
        });
  }

  @Test
  void objectThatIsUpdatedOutOfTheSelectorPasses() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            matchConstraints: {objectSelector: {matchLabels: {tier: web}}}
            validations: [{expression: 'true'}]
            """);

    assertThat(condition(policy, "securescore.dev/selected"))
        .contains("[?'tier'] == optional.of('web')");
  }

  @Test
  void dynamicExpressionsAreGivenTheTypeThatAdmissionWants() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            matchConditions: [{name: some, expression: object.metadata.some}]
            validations: [{expression: podSpec.fine, messageExpression: podSpec.word}]
            """);

    assertThat(condition(policy, "some")).isEqualTo("(object.metadata.some) && true");
    assertThat(first(policy).getExpression()).isEqualTo("(variables.podSpec.fine) && true");
    assertThat(first(policy).getMessageExpression()).isEqualTo("'' + (variables.podSpec.word)");
  }

  @Test
  void errorsPassAsTheyAreNoFinding() {
    assertThat(
            Declared.policy("target: PodSpec\nvalidations: [{expression: 'true'}]")
                .getSpec()
                .getFailurePolicy())
        .isEqualTo("Ignore");
  }

  @Test
  void commentAtTheEndOfAnExpressionEndsThere() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: Container
            matchConditions: [{name: some, expression: 'podSpec.hostPID // why'}]
            variables: [{name: named, expression: "container.name == 'a' // really"}]
            validations:
            - expression: 'variables.named // here too'
              messageExpression: "'a' + container.name // and here"
            - expression: "container.image != 'http://a' "
            """);

    assertThat(condition(policy, "some")).isEqualTo("(" + POD_SPEC + ".hostPID // why\n) && true");
    assertThat(first(policy).getExpression())
        .isEqualTo(
            "variables.containers.all(container, (container.name == 'a' // really\n) // here too\n)");
    assertThat(first(policy).getMessageExpression())
        .contains(".map(container, 'a' + container.name // and here\n).join");
    assertThat(policy.getSpec().getValidations().getLast().getExpression())
        .isEqualTo("variables.containers.all(container, container.image != 'http://a' )");
  }

  @Test
  void messageThatARequestCannotTellIsLeftToItsText() {
    ValidatingAdmissionPolicy policy =
        Declared.policy(
            """
            target: PodSpec
            validations:
            - expression: '!podSpec.?hostPID.orValue(false)'
              message: the pod sees all processes
              messageExpression: "'the pods of ' + serviceAccount.metadata.name"
            """);

    assertThat(first(policy).getMessageExpression()).isNull();
    assertThat(first(policy).getMessage()).isEqualTo("the pod sees all processes");
  }

  @Test
  void loopVariableThatHidesANameOfAWrittenOutVariableIsInexpressible() {
    assertThat(
            Declared.reason(
                """
                target: Container
                variables: [{name: same, expression: container.name == namespaceObject.metadata.name}]
                validations: [{expression: "['a'].exists(namespaceObject, namespaceObject == 'a' && variables.same)"}]
                """))
        .contains("'namespaceObject'");
  }
}
