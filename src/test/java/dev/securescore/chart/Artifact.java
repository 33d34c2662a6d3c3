package dev.securescore.chart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.ChildProcess;
import dev.securescore.FreePort;
import dev.securescore.KubeApi;
import dev.securescore.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built program as the Deployment starts it, under the Deployment's service account. */
final class Artifact implements AutoCloseable {

  private final ChildProcess process;
  private final int port;

  private Artifact(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it with the environment that the Deployment gives, and a token that the server gives.
   */
  static Artifact start(KubeApi api, JsonNode deployment, Path folder) throws IOException {
    return start(api, deployment, folder, "artifact");
  }

  /** Starts it as the replica of a name. */
  static Artifact start(KubeApi api, JsonNode deployment, Path folder, String identity)
      throws IOException {
    int port = FreePort.find();
    JsonNode podSpec = deployment.at("/spec/template/spec");
    String namespace = deployment.at("/metadata/namespace").asText();
    List<String> command = new ArrayList<>(List.of("env"));
    for (JsonNode variable : podSpec.at("/containers/0/env")) {
      command.add(
          variable.path("name").asText()
              + "="
              + (variable.has("value") ? variable.path("value").asText() : namespace));
    }
    command.add("SECURE_SCORE_PORT=" + port);
    command.add("SECURE_SCORE_BIND_ADDRESS=127.0.0.1");
    command.add("SECURE_SCORE_IDENTITY=" + identity);
    command.add(
        "KUBECONFIG="
            + kubeconfig(api, namespace, podSpec.path("serviceAccountName").asText(), folder));
    Path target = Project.root().resolve("target");
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            target.resolve("secure-score.jar") + ":" + target.resolve("lib") + "/*",
            "dev.securescore.cli.SecureScore"));
    podSpec.at("/containers/0/args").forEach(argument -> command.add(argument.asText()));
    return new Artifact(
        ChildProcess.start(Files.createTempFile(folder, "operator", ".log"), command), port);
  }

  /** What its readiness probe is answered; 0 where nobody answers. */
  int readiness() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + port + "/readyz");
      return client
          .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException nobody) {
      return 0;
    }
  }

  String lastOutput() {
    return process.lastOutput();
  }

  @Override
  public void close() {
    process.close();
  }

  private static Path kubeconfig(KubeApi api, String namespace, String account, Path folder)
      throws IOException {
    String token =
        api.kubectl("create", "token", account, "--namespace", namespace, "--duration=1h")
            .orFail()
            .trim();
    Path file = Files.createTempFile(folder, "kubeconfig", "");
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters:
        - name: test
          cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}
        users:
        - name: test
          user: {token: "%s"}
        contexts:
        - name: test
          context: {cluster: test, user: test}
        """
            .formatted(api.port(), api.certificateAuthority(), token));
    return file;
  }
}
