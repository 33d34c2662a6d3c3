package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.Project;
import dev.securescore.api.Stage;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.inventory.ResourceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart gives the right to read what the recommendations that it installs name. */
class ChartReadsTest {

  private static final Path FILE = Project.root().resolve("helm/secure-score/files/reads.yaml");

  @Test
  void fileSaysWhatEachRecommendationReads() throws IOException {
    Map<String, String> inactive =
        Library.catalog().inactive().stream()
            .collect(Collectors.toMap(Catalog.Inactive::name, Catalog.Inactive::reason));
    ObjectMapper json = new ObjectMapper();
    StringBuilder text =
        new StringBuilder(
            "# Made of the library: mvn test -Dtest=ChartReadsTest -Dsecure-score.update=true\n");
    for (Recommendation each : Library.catalogWithParameters().judged()) {
      Map<String, Object> facts = new TreeMap<>();
      Stage stage = each.written().lifecycle().stage();
      if (stage != Stage.ACTIVE) {
        facts.put("stage", stage);
      }
      if ("ParameterMissing".equals(inactive.get(each.name()))) {
        facts.put("parameter", true);
      }
      facts.put("reads", reads(each));
      text.append(each.name()).append(": ").append(json.writeValueAsString(facts)).append('\n');
    }

    if (Boolean.getBoolean("secure-score.update")) {
      Files.writeString(FILE, text);
    }
    assertThat(Files.readString(FILE))
        .as("write it: mvn test -Dtest=ChartReadsTest -Dsecure-score.update=true")
        .isEqualTo(text.toString());
  }

  private static List<String> reads(Recommendation recommendation) {
    return Stream.concat(
            recommendation.rule().kinds().named().stream(),
            recommendation.rule().related().stream()
                .flatMap(variable -> variable.kinds().stream())
                .filter(kind -> !kind.isOptional())
                .map(kind -> kind.kind().resource()))
        .map(ChartReadsTest::text)
        .distinct()
        .sorted()
        .toList();
  }

  private static String text(ResourceName name) {
    return name.group() + "/" + name.plural();
  }
}
