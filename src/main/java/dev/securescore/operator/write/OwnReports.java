package dev.securescore.operator.write;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ScoreReport;
import dev.securescore.catalog.Policy;
import dev.securescore.engine.Engine;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports that the operator keeps itself: one in every namespace that is scored, one on the
 * cluster, one on its platform.
 */
final class OwnReports {

  static final Map<String, String> LABELS = Map.of("app.kubernetes.io/managed-by", "secure-score");

  private static final Logger LOGGER = LoggerFactory.getLogger(OwnReports.class);

  private final KubernetesClient client;
  private final Engine engine;

  OwnReports(KubernetesClient client, Engine engine) {
    this.client = client;
    this.engine = engine;
  }

  /** Whether a namespace should have a report. */
  boolean isWanted(@Nullable JsonMap namespace) {
    return namespace != null
        && !isExcluded(namespace.object("metadata").string("name"))
        && namespace.object("metadata").string("deletionTimestamp").isEmpty();
  }

  /** Whether the policy excludes a namespace, so that a report there must go. */
  boolean isExcluded(String namespace) {
    Policy policy = engine.catalog().policy();
    return policy.isExcluded(namespace);
  }

  /** Creates a report that is missing; returns whether it is there now. */
  boolean create(WriteKey.Report key) {
    ScoreReport report = new ScoreReport();
    report.setMetadata(metadata(key.name(), key.namespace()));
    return create(report);
  }

  /** Creates a cluster report that is missing; returns whether it is there now. */
  boolean create(WriteKey.ClusterReport key) {
    ClusterScoreReport report = new ClusterScoreReport();
    report.setMetadata(metadata(key.name(), null));
    return create(report);
  }

  /** Removes the report of a namespace that is not scored any more. */
  void delete(WriteKey.Report key) {
    client.resources(ScoreReport.class).inNamespace(key.namespace()).withName(key.name()).delete();
  }

  private static ObjectMeta metadata(String name, @Nullable String namespace) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(LABELS)
        .build();
  }

  private boolean create(HasMetadata report) {
    try {
      client.resource(report).create();
      return true;
    } catch (KubernetesClientException refused) {
      return switch (refused.getCode()) {
        case HttpURLConnection.HTTP_CONFLICT -> true;
        case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_FORBIDDEN -> {
          LOGGER
              .atWarn()
              .addKeyValue("kind", report.getKind())
              .addKeyValue("namespace", report.getMetadata().getNamespace())
              .addKeyValue("name", report.getMetadata().getName())
              .addKeyValue("reason", refused.getMessage())
              .log("cannot create a report");
          yield false;
        }
        default -> throw refused;
      };
    }
  }
}
