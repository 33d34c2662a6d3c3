package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.securescore.cli.CommandRun;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/findings.md} defends every finding on two real projects, with today's counts. */
class FindingsPageTest {

  private static final Path CORPUS = Path.of(System.getProperty("secure-score.corpus", "corpus"));
  private static final List<String> PROJECTS = List.of("microservices-demo", "kube-prometheus");

  /** What the first cell of a row says of the projects as wholes. */
  private static final String SCORE = "score";

  private static final Map<String, JsonNode> SCANS = new TreeMap<>();

  private final Page page = Page.read("docs/findings.md");

  @BeforeAll
  static void scan() {
    assumeTrue(Files.exists(CORPUS), "no corpus");
    for (String project : PROJECTS) {
      Outcome outcome =
          new CommandRun().of("scan", "-o", "json", CORPUS.resolve(project).toString());
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      SCANS.put(project, outcome.json());
    }
  }

  @Test
  void countsAreThoseOfARun() throws IOException {
    page.verify(FindingsPageTest::row, "FindingsPageTest");
  }

  @Test
  void everyFindingHasALine() {
    Set<String> found =
        SCANS.values().stream()
            .flatMap(scan -> lines(scan).filter(line -> line.path("unhealthy").asInt() > 0))
            .map(line -> line.path("name").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> defended = new TreeSet<>();
    page.rows().forEach(cells -> Page.recommendation(cells.getFirst()).ifPresent(defended::add));

    assertThat(defended).isEqualTo(found);
  }

  @Test
  void everyLineSaysWhyAndWhatOthersSay() {
    assertThat(page.rows().filter(cells -> Page.recommendation(cells.getFirst()).isPresent()))
        .allSatisfy(cells -> assertThat(cells).hasSize(7).allMatch(cell -> !cell.isBlank()));
  }

  private static List<String> row(List<String> cells) {
    if (cells.getFirst().equals(SCORE)) {
      return List.of(SCORE, score(PROJECTS.getFirst()), score(PROJECTS.getLast()));
    }
    return Page.recommendation(cells.getFirst())
        .map(name ->
            Stream.concat(
                    Stream.of(
                        cells.getFirst(),
                        count(PROJECTS.getFirst(), name),
                        count(PROJECTS.getLast(), name)),
                    cells.stream().skip(3))
                .toList())
        .orElse(cells);
  }

  private static String score(String project) {
    JsonNode display = scan(project).path("display");
    return display.path("score").asText() + " " + display.path("grade").asText();
  }

  private static String count(String project, String recommendation) {
    return lines(scan(project))
        .filter(line -> line.path("name").asText().equals(recommendation))
        .map(line -> {
          int unhealthy = line.path("unhealthy").asInt();
          int applicable = unhealthy + line.path("healthy").asInt();
          return applicable == 0 ? "–" : unhealthy + " of " + applicable;
        })
        .findFirst()
        .orElse("–");
  }

  private static JsonNode scan(String project) {
    JsonNode scan = SCANS.get(project);
    return scan == null ? MissingNode.getInstance() : scan;
  }

  private static Stream<JsonNode> lines(JsonNode scan) {
    return scan.path("recommendations").valueStream();
  }
}
