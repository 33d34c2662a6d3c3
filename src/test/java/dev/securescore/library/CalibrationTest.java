package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.securescore.api.LabelSelector;
import dev.securescore.engine.Engine;
import dev.securescore.engine.EngineListener;
import dev.securescore.engine.Scope;
import dev.securescore.engine.Snapshot;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The points are such that a score means what people would say of the workload. */
class CalibrationTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @Test
  void anImageAndNothingElseScoresUnderHalf() throws IOException {
    assertThat(
            score(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: nginx, namespace: shop}
                spec:
                  selector: {matchLabels: {app: nginx}}
                  template:
                    metadata: {labels: {app: nginx}}
                    spec:
                      containers:
                      - {name: nginx, image: nginx}
                """))
        .isBetween(20.0, 50.0);
  }

  @Test
  void aPodThatOwnsItsNodeScoresUnderTen() throws IOException {
    assertThat(
            score(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: owner, namespace: shop}
                spec:
                  hostPID: true
                  containers:
                  - name: shell
                    image: busybox
                    securityContext: {privileged: true}
                    volumeMounts: [{name: host, mountPath: /host}]
                  volumes:
                  - {name: host, hostPath: {path: /}}
                """))
        .isLessThan(10);
  }

  @Test
  void aRestrictedPodWithLimitsAndReadOnlyRootScoresAtLeast95() throws IOException {
    assertThat(
            score(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: hardened, namespace: shop}
                spec:
                  automountServiceAccountToken: false
                  securityContext:
                    runAsNonRoot: true
                    seccompProfile: {type: RuntimeDefault}
                  containers:
                  - name: server
                    image: registry.example.com/shop/server:1.4.2
                    resources: {limits: {cpu: 500m, memory: 256Mi}}
                    securityContext:
                      allowPrivilegeEscalation: false
                      readOnlyRootFilesystem: true
                      capabilities: {drop: [ALL]}
                """))
        .isGreaterThanOrEqualTo(95);
  }

  @Test
  void whatIsInsecureOnPurposeScoresUnder45() {
    assertThat(corpus("kubernetes-goat")).isLessThan(45);
  }

  @Test
  void whatIsMadeWithCareScoresOver80() {
    assertThat(corpus("microservices-demo")).isBetween(80.0, 95.0);
    assertThat(corpus("kube-prometheus")).isBetween(80.0, 95.0);
  }

  private static double corpus(String folder) {
    Path path = Path.of(System.getProperty("secure-score.corpus", "corpus"), folder);
    assumeTrue(Files.exists(path), "no corpus");
    double score =
        score(Manifests.files(path).stream().flatMap(file -> Manifests.read(file).stream()));
    System.out.printf("%s scores %.2f%n", folder, score);
    return score;
  }

  private static double score(String manifest) throws IOException {
    return score(Manifests.parse(manifest).stream());
  }

  private static double score(Stream<JsonMap> objects) {
    Engine engine = new Engine(Library.judge(), CLOCK, new EngineListener() {});
    engine.install(Library.catalog());
    List<JsonMap> all = objects.toList();
    tellRelated(engine, all);
    for (int index = 0; index < all.size(); index++) {
      JsonMap object = all.get(index);
      engine.observe(
          ResourceId.of(object, "document " + index),
          object,
          engine.catalog().policy().inventory().standing(object));
    }
    Snapshot snapshot = engine.snapshot(new Scope.Everything(), LabelSelector.EVERYTHING, 0);
    System.out.println(
        "coverage "
            + snapshot.score().coverage()
            + " score "
            + snapshot.score().percent().orElseThrow().toDouble());
    return snapshot.score().percent().orElseThrow().toDouble();
  }

  /** As in a cluster that holds these objects and no others. */
  private static void tellRelated(Engine engine, List<JsonMap> all) {
    for (RelatedKind kind : RelatedKind.values()) {
      engine.related(kind);
    }
    for (int index = 0; index < all.size(); index++) {
      JsonMap object = all.get(index);
      engine.relate(ResourceId.of(object, "document " + index), object);
    }
  }
}
