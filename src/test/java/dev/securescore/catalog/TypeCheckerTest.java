package dev.securescore.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.cel.CelLanguage;
import dev.securescore.inventory.ResourceName;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.schema.BuiltInSchemas;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeCheckerTest {

  private static final TypeChecker CHECKER =
      new TypeChecker(CelLanguage.kubernetes(), BuiltInSchemas.read());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          podSpec.continers.size() > 0 | 1:9: undefined field 'continers', did you mean 'containers'?
          !podSpec.?hostNetwrk.orValue(false) | 1:11: undefined field 'hostNetwrk', did you mean 'hostNetwork'?
          !has(podSpec.hostNetwrk) | 1:14: undefined field 'hostNetwrk', did you mean 'hostNetwork'?
          podSpec['hostNetwrk'] == true | 1:9: undefined field 'hostNetwrk', did you mean 'hostNetwork'?
          podSpec[?'hostNetwrk'].orValue(true) | 1:10: undefined field 'hostNetwrk', did you mean 'hostNetwork'?
          container.?securityContext.?privleged.orValue(true) | 1:29: undefined field 'privleged', did you mean 'privileged'?
          container.securityContext.capabilities.drop[0].name == '' | 1:47: type 'string' does not support field selection
          podSpec.containers.all(c, c.imge != '') | 1:29: undefined field 'imge', did you mean 'image'?
          podSpec.containers.exists(c, c.ports.exists(p, p.hostport > 0)) | 1:50: undefined field 'hostport', did you mean 'hostPort'?
          podSpec.containers.filter(c, c.image != '').map(c, c.nme).size() > 0 | 1:54: undefined field 'nme', did you mean 'name'?
          (podSpec.containers + podSpec.?initContainers.orValue([])).all(c, c.imge != '') | 1:69: undefined field 'imge', did you mean 'image'?
          containers.all(c, c.imge != '') | 1:21: undefined field 'imge', did you mean 'image'?
          containers[0].imge != '' | 1:15: undefined field 'imge', did you mean 'image'?
          podSpec.?securityContext.orValue({}).runAsNoRoot | 1:38: undefined field 'runAsNoRoot', did you mean 'runAsNonRoot'?
          podSpec.?securityContext.optMap(s, s.?runAsNoRoot.orValue(true)).orValue(true) | 1:39: undefined field 'runAsNoRoot', did you mean 'runAsNonRoot'?
          podSpec.volumes.map(v, v.?hostPth).size() == 0 | 1:27: undefined field 'hostPth', did you mean 'hostPath'?
          podSpec.containers.filter(c, true)[0].imge == '' | 1:39: undefined field 'imge', did you mean 'image'?
          podSpec.containers.sortBy(c, c.nam).size() > 0 | 1:32: undefined field 'nam', did you mean 'name'?
          podMetadata.lables.size() > 0 | 1:13: undefined field 'lables', did you mean 'labels'?
          namespaceObject.metadata.lables.size() > 0 | 1:26: undefined field 'lables', did you mean 'labels'?
          object.metadata.lables.size() > 0 | 1:17: undefined field 'lables', did you mean 'labels'?
          (has(container.securityContext) ? container.securityContext : podSpec.securityContext).runAsUsr == 0 | 1:88: undefined field 'runAsUsr', did you mean 'runAsUser'?
          container.image + 1 == 2 | 1:17: found no matching overload for '_+_' applied to '(string, int)'
          container.image == 5 | 1:17: found no matching overload for '_==_' applied to '(string, int)'
          container.args.startsWith('a') | 1:26: found no matching overload for 'startsWith' applied to 'list(string).(string)'
          5 in container.args | 1:3: found no matching overload for '@in' applied to '(int, list(string))'
          podSpec.startsWith('a') | 1:19: found no matching overload for 'startsWith' applied to 'core.v1.PodSpec.(string)'
          podSpec.terminationGracePeriodSeconds > '3' | 1:39: found no matching overload for '_>_' applied to '(int, string)'
          podSpec.hostNetwork.all(x, true) | 1:8: a value of type 'bool' has no elements
          container.image | 1:1: must evaluate to bool, not string
          """)
  void mistakeIsShownWithItsPlace(String expression, String problem) {
    assertThat(problems(container(expression)))
        .containsExactly("validations[0].expression:" + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "container.?targetContainerName.orValue('') == ''",
        "podSpec.?securityContext.orValue({}).?runAsNonRoot.orValue(true)",
        "container.?resources.?limits.orValue({}).all(k, k != '')",
        "container.?resources.?limits.?memory.hasValue()",
        "quantity(container.resources.limits['memory']).isLessThan(quantity('1Gi'))",
        "podMetadata.labels['app'] == 'x' && podMetadata.labels.?team.hasValue()",
        "podMetadata.annotations.all(k, v, k != v)",
        "object.metadata.annotations['a/b'] == 'x'",
        "'hostNetwork' in podSpec && size(podSpec) > 1 && podSpec.all(k, k != '')",
        "podSpec[container.name] == 3",
        "container.ports.all(p, string(p.hostPort) != '80' && p.hostPort != 80.0)",
        "container.livenessProbe.httpGet.port == 'http' || container.livenessProbe.httpGet.port == 80",
        "(has(podSpec.hostNetwork) ? podSpec.hostNetwork : 'unset') != 'unset'",
        "container.?securityContext.?runAsUser.orValue('none') != 'none'",
        "container.?securityContext.or(podSpec.?securityContext).?capabilities.hasValue()",
        "container.securityContext != null && container.securityContext == podSpec.securityContext",
        "(podSpec.volumes + podSpec.containers).all(x, x.name != '')",
        "[podSpec.containers, podSpec.ephemeralContainers].flatten().all(c, c.targetContainerName != '')",
        "dyn(podSpec).whatever == 1",
        "podSpec.volumes.all(v, has(v.emptyDir) ? v.emptyDir.?sizeLimit.hasValue() : true)",
        "podSpec.volumes.transformMap(i, v, v.name).exists(k, v, k > 0 && v != '')",
        "podSpec.containers.map(c, {'n': c.name, 'p': c.ports}).all(m, m.n != '' && m.p != [])",
        "timestamp(object.metadata.creationTimestamp) < timestamp('2026-01-01T00:00:00Z')",
        "object.spec.template.spec.containers.size() > 0 || object.kind == 'Pod'",
        "!has(object.spec.template) || object.spec.template.spec.containers.size() > 0",
        "containers.map(c, c.image).sort().distinct().first().orValue('') != ''",
        "[1, 2].map(podSpec, podSpec + 1).size() > 0",
        "object.metadata.__namespace__ == ''",
      })
  void soundExpressionIsNotReported(String expression) {
    assertThat(problems(container(expression))).isEmpty();
  }

  @Test
  void variablesHaveTheTypeOfTheirExpression() {
    assertThat(
            problems(
                """
                target: PodSpec
                variables:
                - {name: all, expression: "podSpec.containers + podSpec.?initContainers.orValue([])"}
                - {name: images, expression: "variables.all.map(c, c.image)"}
                - {name: name, expression: "podSpec.naem"}
                matchConditions:
                - {name: m, expression: "podSpec.osName == 'linux'"}
                validations:
                - expression: variables.all.all(c, c.imagePolicy == 'Always') && variables.images[0] + 1 > 0
                  messageExpression: podSpec.hostNetwork
                """))
        .containsExactly(
            "matchConditions[0].expression:1:9: undefined field 'osName'",
            "variables[2].expression:1:9: undefined field 'naem'",
            "validations[0].expression:1:24: undefined field 'imagePolicy'",
            "validations[0].expression:1:72: found no matching overload for '_+_' applied to '(string, int)'",
            "validations[0].messageExpression:1:1: must evaluate to string, not bool");
  }

  @Test
  void parametersAreListsOfText() {
    assertThat(
            problems(
                """
                target: Container
                parameters: [{name: registries}]
                validations:
                - expression: params.registries.exists(r, r > 1)
                """))
        .containsExactly(
            "validations[0].expression:1:31: found no matching overload for '_>_' applied to '(string, int)'");
  }

  @Test
  void fieldThatOneKindLacksNamesTheKind() {
    assertThat(problems(objects("deployments, statefulsets", "object.spec.strategy.type == 'x'")))
        .containsExactly(
            "validations[0].expression:1:13: undefined field 'strategy' (of statefulsets.apps)");
    assertThat(
            problems(
                objects(
                    "deployments, statefulsets",
                    "!has(object.spec.strategy) || object.spec.strategy.type == 'x'")))
        .isEmpty();
    assertThat(problems(objects("deployments, statefulsets", "object.?spec.?stratgy.hasValue()")))
        .containsExactly(
            "validations[0].expression:1:15: undefined field 'stratgy', did you mean 'strategy'?");
  }

  @Test
  void kindWithoutSchemaIsNamedAndNotChecked() {
    SecurityRecommendationSpec spec =
        spec(objects("rollouts", "object.spec.whatever > namespaceObject.metadata.name"));

    TypeCheck check = CHECKER.check(spec, WorkloadKinds.builtIn());

    assertThat(check.problems()).isEmpty();
    assertThat(check.unknown()).containsExactly(new ResourceName("apps", "rollouts"));
    assertThat(problems(objects("'*'", "object.spec.whatever > 1"))).isEmpty();
  }

  @Test
  void goldenExpressionsHaveNoProblem() throws IOException {
    Path file = Path.of(System.getProperty("secure-score.corpus", ""), "cel-golden.json");
    assumeThat(file).exists();
    JsonNode golden = new ObjectMapper().readTree(Files.readString(file));

    assertThat(golden)
        .hasSize(263)
        .filteredOn(each -> !each.get("outcome").asText().equals("compile-error"))
        .allSatisfy(each -> {
          String expression =
              new ObjectMapper().writeValueAsString(each.get("expression").asText());
          assertThat(
                  problems(
                      """
                      target: PodSpec
                      variables: [{name: golden, expression: %s}]
                      validations: [{expression: "true"}]
                      """
                          .formatted(expression)))
              .isEmpty();
        });
  }

  private static String container(String expression) {
    return "target: Container\nvalidations:\n- expression: >-\n    " + expression + "\n";
  }

  private static String objects(String resources, String expression) {
    return """
    target: Object
    matchConstraints:
      resourceRules: [{apiGroups: [apps], apiVersions: ['*'], resources: [%s]}]
    validations:
    - expression: "%s"
    """
        .formatted(resources, expression);
  }

  private static List<String> problems(String spec) {
    return CHECKER.check(spec(spec), WorkloadKinds.builtIn()).problems().stream()
        .map(TypeProblem::toString)
        .toList();
  }

  private static SecurityRecommendationSpec spec(String spec) {
    String head = "title: Types\nseverity: Low\nremediation: {summary: Mend it.}\n";
    return Serialization.unmarshal(
            "apiVersion: securescore.dev/v1alpha1\nkind: SecurityRecommendation\nspec:\n"
                + (head + spec).indent(2),
            SecurityRecommendation.class)
        .getSpec();
  }
}
