package dev.securescore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hook as pre-commit runs it: for the language {@code script}, the first word of the entry is a
 * program of the hook's repository, the rest and the user's args are its arguments, and it runs in
 * the root of the repository that commits. Files are added unless {@code pass_filenames} is false.
 */
class PreCommitHookIT {

  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String BAD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cart, namespace: shop}
      spec:
        selector: {matchLabels: {app: cart}}
        template:
          metadata: {labels: {app: cart}}
          spec:
            containers:
            - {name: server, image: "registry.example.com/cart:1.4.2", securityContext: {privileged: true}}
      """;

  @TempDir private Path repository;
  private Path manifest;

  @BeforeEach
  void committed() throws IOException {
    Files.createDirectories(repository.resolve("deploy"));
    manifest = repository.resolve("deploy/cart.yaml");
    Output.of(new ProcessBuilder("git", "init", "--quiet", repository.toString())).orFail();
  }

  @Test
  void badManifestFailsTheCommitAndIsNamedWithItsLine() throws IOException {
    Files.writeString(manifest, BAD);

    Output hook = hook();

    assertThat(hook.code()).as(hook.toString()).isEqualTo(3);
    assertThat(hook.out())
        .containsPattern("deploy/cart.yaml:\\d+ +Critical +privileged-container ")
        .containsPattern("deploy/cart.yaml:\\d+ +High +run-as-non-root ");
  }

  @Test
  void goodManifestPassesIt() throws IOException {
    Files.writeString(
        manifest,
        BAD.replace(
            "{privileged: true}",
            "{runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}"));

    Output hook = hook();

    assertThat(hook.code()).as(hook.toString()).isZero();
  }

  @Test
  void manifestThatCannotBeReadFailsIt() throws IOException {
    Files.writeString(manifest, BAD + "  nonsense\n");

    Output hook = hook();

    assertThat(hook.code()).as(hook.toString()).isEqualTo(1);
    assertThat(hook.err()).contains("deploy/cart.yaml");
  }

  private Output hook() throws IOException {
    JsonNode hook = YAML.readTree(Project.root().resolve(".pre-commit-hooks.yaml").toFile()).get(0);
    assertThat(hook.get("language").asText()).isEqualTo("script");
    assertThat(hook.get("pass_filenames").asBoolean(true)).isFalse();
    List<String> command = new ArrayList<>(List.of(hook.get("entry").asText().split(" ", -1)));
    command.set(0, Project.root().resolve(command.getFirst()).toString());
    documentedArguments(hook.get("id").asText()).forEach(each -> command.add(each.asText()));
    return Output.of(new ProcessBuilder(command).directory(repository.toFile()));
  }

  /** The arguments that the page gives to the hook. */
  private static JsonNode documentedArguments(String hook) throws IOException {
    String page = Files.readString(Project.root().resolve("docs/gitops.md"));
    int from = page.indexOf("```yaml\nrepos:") + "```yaml\n".length();
    JsonNode used =
        YAML.readTree(page.substring(from, page.indexOf("```", from))).at("/repos/0/hooks/0");
    assertThat(used.get("id").asText()).isEqualTo(hook);
    return used.get("args");
  }
}
