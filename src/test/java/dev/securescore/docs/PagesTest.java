package dev.securescore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every page without a cluster. */
class PagesTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(#[^):]*)?\\)");

  private static List<Path> pages() throws IOException {
    Path root = Project.root();
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(root::resolve),
              docs.filter(file -> file.toString().endsWith(".md")))
          .toList();
    }
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws IOException {
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        Path target =
            link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        assertThat(target).as("%s in %s", link.group(), page).exists();
        if (link.group(2) != null && target.toString().endsWith(".md")) {
          assertThat(Files.readAllLines(target).stream().map(PagesTest::anchor))
              .as("%s in %s", link.group(), page)
              .contains(link.group(2));
        }
      }
    }
  }

  /** The anchor that a heading gets. */
  private static String anchor(String line) {
    return line.startsWith("#")
        ? "#"
            + line.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-')
        : "";
  }

  @Test
  void readmeLeadsToEveryPage() throws IOException {
    String readme = Files.readString(Project.root().resolve("README.md"));
    try (Stream<Path> docs = Files.list(Project.root().resolve("docs"))) {
      assertThat(docs.filter(file -> file.toString().endsWith(".md")))
          .allSatisfy(page -> assertThat(readme).contains("docs/" + page.getFileName()));
    }
  }

  @Test
  void everyKindOfCommandIsFoundInThePages() {
    List<DocumentedCommand> commands = DocumentedCommand.all();

    assertThat(commands).hasSizeGreaterThan(100);
    assertThat(commands)
        .extracting(DocumentedCommand::text)
        .contains(
            "./secure-score scan --fail-on High deploy/",
            "mvn verify",
            "kubectl get scorereports -A",
            "secure-score lint --strict ours/",
            "secure-score scan -o sarif deploy/ > scan.sarif",
            "helm uninstall secure-score -n secure-score");
  }

  @Test
  void noExceptionIsLeftThatNoPageNeeds() {
    List<DocumentedCommand> commands = DocumentedCommand.all();

    assertThat(Unrun.values())
        .allSatisfy(each -> assertThat(each.isNeeded(commands)).as("%s", each).isTrue());
  }
}
