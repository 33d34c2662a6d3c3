package dev.securescore.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What one user asked a server for, from the server's audit log. */
record AuditLog(Path file, String user) {

  private static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      rules:
      - level: Metadata
        users: ["%s"]
      - level: None
      """;

  /** The arguments that have kube-apiserver write the log into a folder. */
  static String[] arguments(Path folder, String user) throws IOException {
    Files.writeString(folder.resolve("audit-policy.yaml"), POLICY.formatted(user));
    return new String[] {
      "--audit-policy-file=" + folder.resolve("audit-policy.yaml"),
      "--audit-log-path=" + folder.resolve("audit.log"),
      "--audit-log-mode=blocking"
    };
  }

  /** The requests that were refused, as {@code verb address: reason}. */
  Set<String> forbidden() throws IOException {
    Set<String> forbidden = new TreeSet<>();
    events(event -> {
      if (decision(event).equals("forbid")) {
        forbidden.add(event.path("verb").asText() + " " + event.path("requestURI").asText());
      }
    });
    return forbidden;
  }

  /** What the roles of an account were needed for, as {@code verb group/resource}. */
  Set<String> used() throws IOException {
    Set<String> used = new TreeSet<>();
    events(event -> {
      JsonNode object = event.path("objectRef");
      if (decision(event).equals("allow") && object.has("resource")) {
        String subresource = object.path("subresource").asText("");
        used.add(
            event.path("verb").asText()
                + " "
                + object.path("apiGroup").asText("")
                + "/"
                + object.path("resource").asText()
                + (subresource.isEmpty() ? "" : "/" + subresource));
      }
    });
    return used;
  }

  /** What roles allow, in the same words. */
  static Set<String> granted(Stream<JsonNode> roles) {
    Set<String> granted = new TreeSet<>();
    roles
        .flatMap(role -> Rendered.elements(role.path("rules")))
        .forEach(rule -> {
          for (String verb : Rendered.texts(rule, "verbs")) {
            for (String group : Rendered.texts(rule, "apiGroups")) {
              for (String resource : Rendered.texts(rule, "resources")) {
                granted.add(verb + " " + group + "/" + resource);
              }
            }
          }
        });
    return granted;
  }

  private static String decision(JsonNode event) {
    return event.at("/annotations/authorization.k8s.io~1decision").asText();
  }

  private void events(Consumer<JsonNode> consumer) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines) {
      JsonNode event = json.readTree(line);
      if (event.at("/user/username").asText().equals(user)) {
        consumer.accept(event);
      }
    }
  }
}
