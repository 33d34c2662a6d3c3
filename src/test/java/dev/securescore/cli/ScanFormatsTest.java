package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each format as the tools it is for would read it, hostile names included. */
class ScanFormatsTest extends ScanOfShop {

  /** Names that would be a command, markup, a mention or a broken document if they got through. */
  private static final String HOSTILE =
      """
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "a\\n::error::x %0A|`@all`<b>\\u0007\\uffff", "namespace": "]]>&\\u202e"},
       "spec": {"containers": [
         {"name": "c|``![i](http://e)\\u0000", "image": "a", "securityContext": {"privileged": true}}]}}
      """;

  /** The schema as OASIS publishes it, in the copy of Microsoft's package jest-sarif. */
  private static JsonSchema sarifSchema() {
    InputStream schema = ScanFormatsTest.class.getResourceAsStream("/sarif/sarif-2.1.0-rtm.5.json");
    return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
  }

  @Test
  void sarifFitsItsSchemaAndNamesRulesAndPlaces() {
    JsonNode log = scan("-o", "sarif", manifests).json();

    assertThat(sarifSchema().validate(log)).isEmpty();
    JsonNode rule = log.at("/runs/0/tool/driver/rules/0");
    assertThat(rule.path("id").asText()).isEqualTo("not-privileged");
    assertThat(rule.at("/help/markdown").asText()).contains("**Remove privileged\\.**");
    assertThat(rule.at("/properties/security-severity").asText()).isEqualTo("9.5");
    assertThat(rule.at("/properties/tags").toString()).contains("PSS/baseline/privileged");
    JsonNode result = log.at("/runs/0/results/0");
    assertThat(result.path("ruleId").asText()).isEqualTo("not-privileged");
    assertThat(result.path("ruleIndex").asInt()).isZero();
    assertThat(result.path("level").asText()).isEqualTo("error");
    assertThat(result.at("/message/text").asText())
        .isEqualTo("Pod shop/cart: container server is privileged");
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).endsWith("/shop.yaml");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(6);
  }

  @Test
  void fingerprintsStayWhenLinesMove() throws IOException {
    String before = fingerprints();
    write("shop.yaml", "# one\n# two\n" + TWO);

    assertThat(fingerprints()).isEqualTo(before).isNotEmpty();
  }

  private String fingerprints() {
    return String.join(
        " ", scan("-o", "sarif", manifests).json().findValuesAsText("secureScore/v1"));
  }

  @Test
  void whatCouldNotBeJudgedIsOpenInSarif() throws IOException {
    write("rules/rules.yaml", RULES.replace("container.image.contains(':')", "container.x == 1"));

    JsonNode log = scan("-o", "sarif", manifests).json();

    assertThat(sarifSchema().validate(log)).isEmpty();
    assertThat(log.findValuesAsText("kind")).contains("open", "fail");
  }

  @Test
  void junitIsWhatSurefireReads() throws Exception {
    List<ReportTestSuite> suites = suites(scan("-o", "junit", manifests).out());

    assertThat(suites)
        .extracting(ReportTestSuite::getName)
        .containsExactly("not-privileged", "tagged");
    assertThat(suites.getFirst().getNumberOfTests()).isEqualTo(2);
    assertThat(suites.getFirst().getNumberOfFailures()).isEqualTo(1);
    ReportTestCase failed =
        suites.getFirst().getTestCases().stream()
            .filter(ReportTestCase::hasFailure)
            .findFirst()
            .orElseThrow();
    assertThat(failed.getName())
        .startsWith("Pod shop/cart in ")
        .endsWith("shop.yaml container server");
    assertThat(failed.getFailureMessage())
        .contains("shop.yaml:6: Critical: container server is privileged (Remove privileged.)");
  }

  @Test
  void githubCommandsAreReadAsTheRunnerDoes() {
    List<String> lines = scan("-o", "github", manifests).out().lines().toList();

    assertThat(lines)
        .hasSize(2)
        .anyMatch(line -> line.matches("::error file=.*/shop.yaml,line=6,title=not-privileged::.*"))
        .anyMatch(line -> line.startsWith("::notice ") && line.endsWith("contains(':')"));
  }

  @Test
  void markdownIsTwoTables() {
    Node document = markdown(scan("-o", "markdown", manifests).out());

    List<String> cells = cells(document);
    assertThat(cells).contains("not-privileged", "Critical", "+31.3", "Remove privileged.");
    assertThat(cells).contains("Pod shop/cart: container server is privileged");
    assertThat(cells).anyMatch(cell -> cell.endsWith("/shop.yaml:6"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sarif", "junit", "github", "markdown"})
  void hostileNamesStayText(String format) throws Exception {
    Outcome outcome =
        new CommandRun()
            .reading(HOSTILE)
            .of("scan", "--no-builtin", "--recommendations", rules, "-o", format, "-");

    assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
    assertThat(outcome.out()).doesNotContain("\u0007", "\u0000", "\u202e");
    switch (format) {
      case "sarif" -> assertThat(sarifSchema().validate(outcome.json())).isEmpty();
      case "junit" -> assertThat(suites(outcome.out())).hasSize(2);
      case "github" ->
          assertThat(outcome.out().lines())
              .hasSize(2)
              .allMatch(
                  line -> line.matches("::(error|notice) file=stdin,line=\\d,title=[a-z-]+::.*"))
              .noneMatch(line -> line.contains("%0A") && !line.contains("%250A"));
      default -> {
        Node document = markdown(outcome.out());
        assertThat(Markup.of(document)).isEmpty();
        assertThat(cells(document)).anyMatch(cell -> cell.contains("![i](http://e)"));
      }
    }
  }

  private static List<ReportTestSuite> suites(String xml) throws Exception {
    return new TestSuiteXmlParser(null)
        .parse(
            new InputStreamReader(
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8));
  }

  private static Node markdown(String text) {
    try {
      return Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .build()
          .parseReader(new StringReader(text));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static List<String> cells(Node document) {
    List<String> cells = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(CustomNode node) {
            if (node instanceof TableCell cell) {
              cells.add(Texts.of(cell));
            } else {
              visitChildren(node);
            }
          }
        });
    return cells;
  }

  /** What people read of a part of a document. */
  private static final class Texts extends AbstractVisitor {

    private final StringBuilder text = new StringBuilder();

    static String of(Node node) {
      Texts texts = new Texts();
      texts.visitChildren(node);
      return texts.text.toString();
    }

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      text.append(node.getLiteral());
    }
  }

  /** What of a document is more than text. */
  private static final class Markup extends AbstractVisitor {

    private final List<Node> found = new ArrayList<>();

    static List<Node> of(Node document) {
      Markup markup = new Markup();
      document.accept(markup);
      return markup.found;
    }

    @Override
    public void visit(Link link) {
      found.add(link);
    }

    @Override
    public void visit(Image image) {
      found.add(image);
    }

    @Override
    public void visit(HtmlInline html) {
      found.add(html);
    }

    @Override
    public void visit(HtmlBlock html) {
      found.add(html);
    }
  }
}
