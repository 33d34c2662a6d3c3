package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.api.Reference;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.evaluation.Verdict;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Our findings and those of Kubernetes' own evaluator are the same, check by check. */
class PodSecurityTruthTest {

  private static final Path CORPUS = Path.of(System.getProperty("secure-score.corpus", "corpus"));
  private static final Path TRUTH = CORPUS.resolve("pod-security-truth.jsonl");

  private final Map<Path, List<JsonMap>> files = new HashMap<>();

  /** A pod template of the corpus and the checks that it fails. */
  private record Row(Path file, String kind, String namespace, String name, Set<String> failing) {

    static Row of(JsonMap line) {
      Set<String> failing = new TreeSet<>();
      line.list("baseline").strings().forEach(id -> failing.add(id));
      line.list("restricted").strings().forEach(id -> failing.add(id));
      return new Row(
          CORPUS.resolve(line.string("file")),
          line.string("kind"),
          line.string("namespace"),
          line.string("name"),
          failing);
    }

    boolean describes(JsonMap object) {
      JsonMap metadata = object.object("metadata");
      return object.string("kind").equals(kind)
          && metadata.string("namespace").equals(namespace)
          && metadata.string("name").equals(name);
    }
  }

  @Test
  void everyCheckOfEveryTemplateAgrees() throws IOException {
    assumeTrue(Files.exists(TRUTH), "no corpus");
    Catalog catalog = Library.catalog();
    List<Row> rows = rows();
    List<String> disagreements = new ArrayList<>();
    int checks = 0;
    for (Row row : rows) {
      Set<String> found = failing(catalog, object(row));
      checks += (int) podSecurityChecks(catalog);
      if (!found.equals(row.failing())) {
        disagreements.add(row + " but found " + found);
      }
    }
    System.out.printf("%d templates, %d verdicts on checks agree%n", rows.size(), checks);
    assertThat(disagreements).isEmpty();
    assertThat(rows).hasSizeGreaterThan(400);
  }

  private static List<Row> rows() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(TRUTH)) {
      Map<?, ?> parsed = json.readValue(line, Map.class);
      rows.add(Row.of((JsonMap) Json.list(List.of(parsed)).getFirst()));
    }
    return rows;
  }

  private JsonMap object(Row row) {
    List<JsonMap> matching =
        files.computeIfAbsent(row.file(), Manifests::read).stream().filter(row::describes).toList();
    assertThat(matching).as("%s", row).hasSize(1);
    return matching.getFirst();
  }

  private static Set<String> failing(Catalog catalog, JsonMap object) {
    Set<String> failing = new TreeSet<>();
    for (Recommendation recommendation : catalog.judged()) {
      Set<String> checks = checks(recommendation);
      if (!checks.isEmpty()) {
        Verdict verdict = Library.judge(catalog, recommendation, object).verdict();
        assertThat(verdict).as(recommendation.name()).isNotEqualTo(Verdict.NOT_EVALUATED);
        if (verdict == Verdict.UNHEALTHY) {
          failing.addAll(checks);
        }
      }
    }
    return failing;
  }

  private static long podSecurityChecks(Catalog catalog) {
    return catalog.judged().stream()
        .flatMap(recommendation -> checks(recommendation).stream())
        .distinct()
        .count();
  }

  private static Set<String> checks(Recommendation recommendation) {
    return recommendation.spec().references().stream()
        .filter(reference -> reference.standard().equals("PSS"))
        .map(Reference::id)
        .map(id -> id.substring(id.indexOf('/') + 1))
        .collect(Collectors.toSet());
  }
}
