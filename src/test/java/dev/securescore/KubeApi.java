package dev.securescore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubeapitest.binary.Binaries;
import io.fabric8.kubeapitest.cert.CertManager;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A real Kubernetes API for tests: etcd and kube-apiserver on loopback, with our CRDs.
 *
 * <p>Test classes share one ({@link #shared()}) and keep apart by namespaces; a test that stops the
 * server starts its own ({@link #own()}). Nobody else is there: no controllers, no scheduler, no
 * garbage collection. Everybody is an administrator; {@code kubectl --as} gives other people.
 */
public final class KubeApi implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final Binaries binaries;
  private final Path directory;
  private final int etcdPort;
  private final int serverPort;
  private final List<String> serverArguments;
  private final ChildProcess etcd;
  private final KubernetesClient client;

  private ChildProcess server;

  private KubeApi(Binaries binaries, boolean hasOurKinds, List<String> serverArguments)
      throws IOException {
    this.binaries = binaries;
    this.serverArguments = serverArguments;
    this.directory = Files.createTempDirectory("kube-api");
    new CertManager(directory.toString()).createCertificatesIfNeeded();
    this.etcdPort = FreePort.find();
    this.serverPort = FreePort.find();
    Runtime.getRuntime().addShutdownHook(new Thread(this::deleteFiles));
    this.etcd = ChildProcess.start(directory.resolve("etcd.log"), etcdCommand());
    String kubeconfig = kubeconfigText();
    Files.writeString(kubeconfig(), kubeconfig);
    startServer();
    this.client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    if (hasOurKinds) {
      applyCustomResourceDefinitions();
    }
  }

  /**
   * The server that all test classes share; it starts at the first call.
   *
   * <p>Where there is none to start, the calling test is skipped, or fails where {@code CI=true}.
   */
  public static KubeApi shared() {
    KubeApiBinaries.require();
    return Shared.INSTANCE;
  }

  /**
   * A server of the caller's own, who closes it; skips or fails as {@link #shared()}.
   *
   * @param serverArguments further arguments of kube-apiserver
   */
  public static KubeApi own(String... serverArguments) {
    return start(KubeApiBinaries.require(), true, serverArguments);
  }

  /** A server as {@link #own} that does not know our kinds yet. */
  public static KubeApi empty(String... serverArguments) {
    return start(KubeApiBinaries.require(), false, serverArguments);
  }

  private static KubeApi start(Binaries binaries, boolean hasOurKinds, String... serverArguments) {
    try {
      return new KubeApi(binaries, hasOurKinds, List.of(serverArguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that acts as an administrator; this server's, do not close it. */
  public KubernetesClient client() {
    return client;
  }

  /** Another client that acts as an administrator; the caller closes it. */
  public KubernetesClient newClient() {
    return new KubernetesClientBuilder().withConfig(client.getConfiguration()).build();
  }

  /** File that lets kubectl and our own commands reach this server as an administrator. */
  public Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  /** The program kubectl of the server's version. */
  public Path kubectl() {
    return binaries.getKubectl().toPath();
  }

  /** Runs kubectl against this server. */
  public Output kubectl(String... arguments) {
    List<String> command = new ArrayList<>(List.of(kubectl().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig().toString());
    builder.environment().put("HOME", directory.toString());
    return Output.of(builder);
  }

  /** Creates a namespace that no other test has, and gives its name. */
  public String newNamespace(String prefix) {
    return client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName(prefix + "-")
                .endMetadata()
                .build())
        .create()
        .getMetadata()
        .getName();
  }

  /** Kills kube-apiserver; what is stored stays. */
  public void stopServer() {
    server.close();
  }

  /** Starts kube-apiserver again where it was, and waits until it is ready. */
  public void startServer() throws IOException {
    server = ChildProcess.start(directory.resolve("kube-apiserver.log"), serverCommand());
    await("kube-apiserver")
        .atMost(120, SECONDS)
        .pollInterval(200, MILLISECONDS)
        .untilAsserted(() -> {
          Output ready = kubectl("get", "--raw=/readyz");
          assertThat(ready.code()).as("%s\n%s", ready, server.lastOutput()).isZero();
          assertThat(kubectl("get", "namespace", "default").code()).isZero();
        });
  }

  /** The port that kube-apiserver listens at. */
  public int port() {
    return serverPort;
  }

  /** File with the certificate that this server shows. */
  public Path certificateAuthority() {
    return directory.resolve(CertManager.API_SERVER_CERT_NAME);
  }

  /** Makes etcd forget every version but the last, so that no watch can go on from an older one. */
  public void compactHistory() {
    // "AA==" is the key \0; any key will do, as every answer tells the revision.
    String range = postToEtcd("/v3/kv/range", "{\"key\": \"AA==\"}");
    String revision = range.replaceFirst("(?s).*\"revision\":\"(\\d+)\".*", "$1");
    postToEtcd("/v3/kv/compaction", "{\"revision\": " + revision + ", \"physical\": true}");
  }

  /**
   * What etcd keeps of our group: the whole stored object, with managed fields, by its key.
   *
   * @param under a kind in plural, and what further narrows its keys
   */
  public Map<String, byte[]> stored(String under) {
    String prefix = "/registry/securescore.dev/" + under;
    String range =
        "{\"key\": \"%s\", \"range_end\": \"%s\"}"
            .formatted(base64(prefix), base64(prefix + Character.MAX_VALUE));
    Map<String, byte[]> stored = new TreeMap<>();
    try {
      for (JsonNode pair : JSON.readTree(postToEtcd("/v3/kv/range", range)).path("kvs")) {
        stored.put(
            new String(pair.path("key").binaryValue(), StandardCharsets.UTF_8),
            pair.path("value").binaryValue());
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return stored;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String postToEtcd(String path, String body) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(etcdUrl() + path))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    etcd.close();
    deleteFiles();
  }

  private void applyCustomResourceDefinitions() {
    Path definitions = Project.root().resolve("crds");
    if (Files.isDirectory(definitions)) {
      kubectl("apply", "--server-side", "--filename=" + definitions).orFail();
      kubectl("wait", "--for=condition=Established", "--timeout=60s", "--filename=" + definitions)
          .orFail();
    }
  }

  private List<String> etcdCommand() {
    return List.of(
        binaries.getEtcd().toString(),
        "--data-dir=" + directory.resolve("etcd"),
        "--listen-client-urls=" + etcdUrl(),
        "--advertise-client-urls=" + etcdUrl(),
        "--listen-peer-urls=http://127.0.0.1:0",
        "--unsafe-no-fsync",
        "--quota-backend-bytes=8589934592",
        "--log-level=error");
  }

  private List<String> serverCommand() {
    List<String> command = new ArrayList<>();
    command.add(binaries.getApiServer().toString());
    command.addAll(
        List.of(
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--secure-port=" + serverPort,
            "--etcd-servers=" + etcdUrl(),
            "--tls-cert-file=" + directory.resolve(CertManager.API_SERVER_CERT_NAME),
            "--tls-private-key-file=" + directory.resolve(CertManager.API_SERVER_KEY_NAME),
            "--client-ca-file=" + directory.resolve(CertManager.CLIENT_CERT_NAME),
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + directory.resolve(CertManager.API_SERVER_KEY_NAME),
            "--service-account-signing-key-file="
                + directory.resolve(CertManager.API_SERVER_KEY_NAME),
            "--service-cluster-ip-range=10.0.0.0/24",
            "--endpoint-reconciler-type=none",
            "--authorization-mode=RBAC",
            "--disable-admission-plugins=ServiceAccount",
            "--allow-privileged=true"));
    command.addAll(serverArguments);
    return command;
  }

  /** Where etcd answers JSON. */
  public String etcdUrl() {
    return "http://127.0.0.1:" + etcdPort;
  }

  private String kubeconfigText() {
    return """
    apiVersion: v1
    kind: Config
    current-context: test
    clusters:
    - name: test
      cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}
    users:
    - name: test
      user: {client-certificate: "%s", client-key: "%s"}
    contexts:
    - name: test
      context: {cluster: test, user: test}
    """
        .formatted(
            serverPort,
            directory.resolve(CertManager.API_SERVER_CERT_NAME),
            directory.resolve(CertManager.CLIENT_CERT_NAME),
            directory.resolve(CertManager.CLIENT_KEY_NAME));
  }

  private void deleteFiles() {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // Nothing to tidy: it was closed before, or the server still writes its last bytes.
    }
  }

  private static final class Shared {
    static final KubeApi INSTANCE = start(KubeApiBinaries.require(), true);
  }
}
