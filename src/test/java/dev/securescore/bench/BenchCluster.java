package dev.securescore.bench;

import dev.securescore.KubeApi;
import dev.securescore.Project;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real API server on loopback with the library and one recommendation more, whose findings the
 * benchmark makes and mends at will.
 *
 * <p>The operator comes as a user of its own, so that the audit log tells its requests apart.
 */
final class BenchCluster implements AutoCloseable {

  /** The recommendation that {@link #ANNOTATION} makes unhealthy. */
  static final String MARKER = "bench-marker";

  static final String ANNOTATION = "bench.securescore.dev/marked";

  private static final String USER = "bench-operator";
  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - {level: Metadata, users: [%s]}
      - {level: None}
      """
          .formatted(USER);
  private static final String RECOMMENDATION =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: %s}
      spec:
        title: Workloads should not be marked by the benchmark
        severity: Low
        points: 50
        target: PodSpec
        validations:
        - expression: "!('%s' in podMetadata.?annotations.orValue({}))"
        remediation: {summary: Wait for the benchmark.}
      """
          .formatted(MARKER, ANNOTATION);

  private final Path folder;
  private final KubeApi api;
  private final Path kubeconfig;

  BenchCluster() throws IOException {
    folder = Files.createTempDirectory("secure-score-bench");
    Path tokens = write("tokens.csv", "bench-token," + USER + ",1,\"system:masters\"\n");
    api =
        KubeApi.own(
            "--token-auth-file=" + tokens,
            "--audit-policy-file=" + write("audit.yaml", AUDIT_POLICY),
            "--audit-log-path=" + auditLog(),
            "--max-requests-inflight=2000",
            "--max-mutating-requests-inflight=1000");
    kubeconfig = write("kubeconfig", kubeconfigText());
    Path marker = write("marker.yaml", RECOMMENDATION);
    apply(Project.root().resolve("config/recommendations"));
    apply(marker);
    api.kubectl("create", "namespace", "secure-score").orFail();
  }

  private void apply(Path path) {
    api.kubectl("apply", "--server-side", "-f", path.toString()).orFail();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private String kubeconfigText() {
    Config config = api.client().getConfiguration();
    return """
    apiVersion: v1
    kind: Config
    current-context: bench
    clusters:
    - {name: bench, cluster: {server: "%s", certificate-authority: "%s"}}
    users:
    - {name: bench, user: {token: bench-token}}
    contexts:
    - {name: bench, context: {cluster: bench, user: bench}}
    """
        .formatted(config.getMasterUrl(), config.getCaCertFile());
  }

  /** An administrator's client for the benchmark's own requests. */
  KubernetesClient client() {
    return api.client();
  }

  /** What the operator reaches the cluster with. */
  Path kubeconfig() {
    return kubeconfig;
  }

  Path auditLog() {
    return folder.resolve("audit.log");
  }

  /** Where programs of this run may write. */
  Path folder() {
    return folder;
  }

  String etcdUrl() {
    return api.etcdUrl();
  }

  /** Takes the lease from an operator that was ended, so that the next need not wait. */
  void freeLease() {
    List<String> delete =
        List.of("delete", "lease", "--all", "-n", "secure-score", "--ignore-not-found");
    api.kubectl(delete.toArray(String[]::new)).orFail();
  }

  @Override
  public void close() throws IOException {
    api.close();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
