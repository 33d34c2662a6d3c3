package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart and the files install the same, but for what the page says. */
class InstallationsTest {

  private static final Path ROOT = Project.root();
  private static final Pattern DIFFERENCE =
      Pattern.compile("(?m)^\\| ([A-Z][A-Za-z]+) `([a-z-]+)` \\| `([^`]+)` \\|$");

  @Test
  void chartInstallsWhatTheFilesHoldExceptWhatThePageLists() throws IOException {
    Map<String, JsonNode> files = files();
    Map<String, JsonNode> chart = byName(Helm.FOUR.render().objects());
    Set<String> listed =
        DIFFERENCE
            .matcher(page())
            .results()
            .map(row -> row.group(1) + "/" + row.group(2))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(listed).isNotEmpty();
    assertThat(missing(files, chart)).isEqualTo(listed);
    assertThat(missing(chart, files)).isEmpty();
    assertThat(chart).allSatisfy((name, object) -> assertThat(object).isEqualTo(files.get(name)));
  }

  @Test
  void optionsThatThePageNamesMakeThemTheSame() throws IOException {
    Map<String, JsonNode> files = files();
    String[] options =
        DIFFERENCE
            .matcher(page())
            .results()
            .map(row -> row.group(3))
            .filter(option -> !option.startsWith("--"))
            .distinct()
            .map(option -> "--set=" + option)
            .toArray(String[]::new);

    Map<String, JsonNode> chart = byName(Helm.FOUR.render(options).objects());

    assertThat(missing(files, chart)).containsExactly("Namespace/secure-score");
    assertThat(chart).allSatisfy((name, object) -> assertThat(object).isEqualTo(files.get(name)));
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/install.md"));
  }

  private static Map<String, JsonNode> files() throws IOException {
    return byName(
        Stream.concat(
                Rendered.of(Files.readString(ROOT.resolve("config/install.yaml")))
                    .objects()
                    .stream(),
                Rendered.of(Files.readString(ROOT.resolve("config/library/library.yaml")))
                    .objects()
                    .stream())
            .toList());
  }

  private static Set<String> missing(Map<String, JsonNode> of, Map<String, JsonNode> in) {
    Set<String> missing = new TreeSet<>(of.keySet());
    missing.removeAll(in.keySet());
    return missing;
  }

  /** By kind and name, without what Helm marks as its own. */
  private static Map<String, JsonNode> byName(List<JsonNode> objects) {
    Map<String, JsonNode> byName = new TreeMap<>();
    for (JsonNode object : objects) {
      ObjectNode metadata = (ObjectNode) object.path("metadata");
      if (metadata.path("labels") instanceof ObjectNode labels) {
        labels.remove(List.of("helm.sh/chart", "app.kubernetes.io/managed-by"));
      }
      if (metadata.path("annotations") instanceof ObjectNode annotations) {
        annotations.remove("helm.sh/resource-policy");
        if (annotations.isEmpty()) {
          metadata.remove("annotations");
        }
      }
      byName.put(object.path("kind").asText() + "/" + metadata.path("name").asText(), object);
    }
    return byName;
  }
}
