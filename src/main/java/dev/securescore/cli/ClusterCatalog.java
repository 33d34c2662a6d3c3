package dev.securescore.cli;

import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.cel.CelLanguage;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles what a cluster declares: its recommendations under its policy. */
final class ClusterCatalog {

  private final ClusterReader reader;
  private final Console console;

  ClusterCatalog(ClusterReader reader, Console console) {
    this.reader = reader;
    this.console = console;
  }

  Catalog read(Instant now) {
    return find(now)
        .orElseThrow(() ->
            new Failure(
                "the cluster '"
                    + reader.cluster()
                    + "' has no SecurityRecommendation; install the library with "
                    + "'kubectl apply --server-side -f config/library/library.yaml'"));
  }

  /** What the cluster declares; empty where it declares no recommendation. */
  Optional<Catalog> find(Instant now) {
    List<SecurityRecommendation> recommendations = new ArrayList<>();
    reader.list(
        ClusterReader.OURS + "/securityrecommendations",
        json -> recommendations.add(recommendation(json)));
    if (recommendations.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(recommendations, policy().orActiveUpTo(followed()), Set.of(), now));
  }

  /** Every tenant may read the recommendations, but not what the policy changes about them. */
  private SecureScorePolicySpec policy() {
    try {
      return policy(reader);
    } catch (Forbidden forbidden) {
      console.say(
          "warning: "
              + forbidden.getMessage()
              + "; without the policy, parameters and points may be others than in the reports");
      return SecureScorePolicySpec.DEFAULT;
    }
  }

  /** What the cluster decided, also where it declares no recommendation. */
  static SecureScorePolicySpec policy(ClusterReader reader) {
    return reader
        .get(ClusterReader.OURS + "/securescorepolicies/cluster")
        .map(json -> ClusterReader.fill(json.object("spec"), SecureScorePolicySpec.class))
        .orElse(SecureScorePolicySpec.DEFAULT);
  }

  /** Up to which release the operator follows the library; null where it did not say. */
  private @Nullable String followed() {
    try {
      return reader
          .get(ClusterReader.OURS + "/clusterscorereports/cluster")
          .map(json -> json.object("status").object("catalog").string("activeUpTo"))
          .filter(text -> !text.isEmpty())
          .orElse(null);
    } catch (Forbidden notForThisUser) {
      return null;
    }
  }

  private static SecurityRecommendation recommendation(JsonMap json) {
    JsonMap metadata = json.object("metadata");
    SecurityRecommendation recommendation = new SecurityRecommendation();
    recommendation.setMetadata(
        new ObjectMetaBuilder()
            .withName(metadata.string("name"))
            .withLabels(metadata.object("labels").strings())
            .build());
    recommendation.setSpec(
        ClusterReader.fill(json.object("spec"), SecurityRecommendationSpec.class));
    return recommendation;
  }
}
