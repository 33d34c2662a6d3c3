package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.securescore.Project;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code test} and {@code lint} help authors, and our own library stands before both. */
class AuthorToolsTest {

  private static final String GOOD =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: pinned}
      spec:
        title: Images should be pinned
        threat: A tag can be moved to another image.
        severity: Low
        points: 5
        target: Container
        validations:
        - expression: container.image.contains('@')
          message: a container's image is not pinned
        remediation:
          summary: Name the digest.
          steps: [Write the digest after an at sign.]
        references: [{standard: OWASP, id: K02}]
      """;

  @TempDir private Path folder;

  private String write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text).toString();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private void fixture(String name, String image) {
    write(
        "fixtures/pinned/" + name,
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: "
            + image
            + "}]}}");
  }

  private Outcome run(String... arguments) {
    return new CommandRun().of(arguments);
  }

  @Test
  void ourOwnLibraryPassesBoth() {
    String library = Project.root().resolve("config/recommendations").toString();

    Outcome test = run("test", library);
    Outcome lint = run("lint", "--strict", library);

    assertThat(test.out().lines().filter(line -> line.startsWith("FAIL"))).isEmpty();
    assertThat(test.exitCode()).describedAs(test.err()).isZero();
    assertThat(test.err()).contains(" 0 not as expected");
    assertThat(lint.exitCode()).describedAs(lint.out() + lint.err()).isZero();
    System.out.print("own library: " + test.err() + lint.err() + lint.out());
  }

  @Test
  void fixturesAreJudgedAndCompared() {
    write("pinned.yaml", GOOD);
    fixture("pass-digest.yaml", "a@sha256:b");
    fixture("fail-tag.yaml", "a:1");

    Outcome good = run("test", folder.toString());
    fixture("pass-not.yaml", "a:2");
    fixture("odd.yaml", "a:2");
    Outcome bad = run("test", folder.toString());

    assertThat(good.exitCode()).isZero();
    assertThat(good.out())
        .containsPattern("ok +pinned +fail-tag.yaml +Unhealthy +a container's image is not pinned")
        .containsPattern("ok +pinned +pass-digest.yaml +Healthy");
    assertThat(bad.exitCode()).isEqualTo(3);
    assertThat(bad.out())
        .containsPattern(
            "FAIL +pinned +pass-not.yaml +Unhealthy +expected Healthy, got Unhealthy: ")
        .containsPattern("FAIL +pinned +odd.yaml +- +expected nothing.*its name tells no verdict");
    assertThat(bad.err()).contains("1 recommendations, 4 fixtures, 2 not as expected");
  }

  @Test
  void fixturesAreTestsInJUnit() throws Exception {
    write("pinned.yaml", GOOD);
    fixture("pass-digest.yaml", "a@sha256:b");
    fixture("pass-not.yaml", "a:2");

    ReportTestSuite suite = junit(run("test", "-o", "junit", folder.toString()));
    JsonNode json = run("test", "-o", "json", folder.toString()).json();

    assertThat(suite.getName()).isEqualTo("pinned");
    assertThat(suite.getNumberOfTests()).isEqualTo(2);
    assertThat(suite.getNumberOfFailures()).isEqualTo(1);
    assertThat(json.at("/fixtures/1/actual").asText()).isEqualTo("Unhealthy");
  }

  @Test
  void fixturesThatFailAreRemarksInSarif() {
    write("pinned.yaml", GOOD);
    fixture("pass-digest.yaml", "a@sha256:b");
    fixture("pass-not.yaml", "a:2");

    JsonNode log = run("test", "-o", "sarif", folder.toString()).json();

    assertThatSarifFitsItsSchema(log);
    assertThat(log.at("/runs/0/results")).hasSize(1);
    assertThat(log.at("/runs/0/results/0/message/text").asText())
        .contains("expected Healthy, got Unhealthy");
    assertThat(
            log.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri").asText())
        .endsWith("fixtures/pinned/pass-not.yaml");
  }

  @Test
  void whatDoesNotCompileFailsWithoutAnyFixture() {
    write("pinned.yaml", GOOD.replace("container.image", "continer.image"));

    Outcome outcome = run("test", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.out()).contains("CompileError").contains("'continer'");
  }

  private static void assertThatSarifFitsItsSchema(JsonNode log) {
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V4)
                .getSchema(
                    AuthorToolsTest.class.getResourceAsStream("/sarif/sarif-2.1.0-rtm.5.json"))
                .validate(log))
        .isEmpty();
  }

  private static ReportTestSuite junit(Outcome outcome) throws Exception {
    return new TestSuiteXmlParser(null)
        .parse(
            new InputStreamReader(
                new ByteArrayInputStream(outcome.out().getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8))
        .getFirst();
  }

  @Test
  void whatCannotBeJudgedSaysWhy() {
    write("pinned.yaml", GOOD.replace("container.image", "containr.image"));
    fixture("pass-digest.yaml", "a@sha256:b");
    write("fixtures/pinned/fail-broken.yaml", "kind: [");

    Outcome outcome = run("test", folder + "/pinned.yaml");

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.out()).contains("CompileError").contains("undeclared reference");
    assertThat(run("test", folder + "/fixtures/pinned/pass-digest.yaml").err())
        .contains("there is no SecurityRecommendation in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contains('@') | contains('@' | compiles | error",
        "points: 5 | points: 60 | unreadable | error",
        "  threat: A tag can be moved to another image. | '' | threat | warning",
        "    message: a container's image is not pinned | '' | message | warning",
        "    steps: [Write the digest after an at sign.] | '' | remediation | warning",
        "Images should be pinned | Pin images. | title | note",
        "Name the digest. | Name it | summary | note",
        "  references: [{standard: OWASP, id: K02}] | '' | references | note",
        "contains('@') | contains('') | flatters | warning",
      })
  void eachFlawIsNamedWithItsLine(String good, String bad, String rule, String level) {
    String text = GOOD.replace(good, bad);
    if (rule.equals("flatters")) {
      text = text.replace("points: 5", "points: 50");
    }
    write("pinned.yaml", text);
    fixture("pass-digest.yaml", "a@sha256:b");
    fixture("fail-tag.yaml", "a:1");

    Outcome outcome = run("lint", folder.toString());

    assertThat(outcome.out()).containsPattern("pinned.yaml:\\d+ +" + level + " +" + rule + " ");
    assertThat(outcome.exitCode()).isEqualTo(level.equals("error") ? 3 : 0);
    assertThat(run("lint", "--strict", folder.toString()).exitCode())
        .isEqualTo(level.equals("note") ? 0 : 3);
  }

  @Test
  void aGoodOneHasNothingToMend() {
    write("pinned.yaml", GOOD);
    fixture("pass-digest.yaml", "a@sha256:b");
    fixture("fail-tag.yaml", "a:1");

    Outcome outcome = run("lint", folder.toString());

    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("1 recommendations, 0 errors, 0 warnings, 0 notes");
  }

  @Test
  void duplicatesPatchesAndMissingFixturesAreNamed() {
    write("pinned.yaml", GOOD);
    write(
        "other.yaml",
        GOOD.replace("name: pinned", "name: twin")
            .replace(
                "summary: Name the digest.",
                "summary: Name the digest.\n    patch: {type: JSONPatch, expression: \"[JSONPach{}]\"}"));

    Outcome outcome = run("lint", folder.toString());

    assertThat(outcome.out())
        .contains("judges exactly as 'pinned' does")
        .contains("is that of 'pinned' too")
        .contains("spec.remediation.patch.expression:1:")
        .contains("there is no fixtures/twin/pass-*.yaml");
  }

  @Test
  void formatsFitTheirReaders() throws Exception {
    write("pinned.yaml", GOOD.replace("contains('@')", "contains('@'"));

    Outcome sarif = run("lint", "-o", "sarif", folder.toString());
    ReportTestSuite suite = junit(run("lint", "-o", "junit", folder.toString()));

    assertThatSarifFitsItsSchema(sarif.json());
    assertThat(sarif.json().at("/runs/0/results/0/ruleId").asText()).isEqualTo("compiles");
    assertThat(suite.getNumberOfTests()).isEqualTo(1);
    assertThat(run("lint", "-o", "json", folder.toString()).json().at("/remarks/0/level"))
        .hasToString("\"error\"");
  }
}
