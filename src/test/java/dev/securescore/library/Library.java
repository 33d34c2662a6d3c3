package dev.securescore.library;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.securescore.api.ParameterValue;
import dev.securescore.api.RecommendationOverride;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.Stage;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Judgement;
import dev.securescore.evaluation.Known;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.JsonMap;
import dev.securescore.related.RelatedObjects;
import dev.securescore.related.Workloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The recommendations that we ship, read from the tree and compiled. */
final class Library {

  /** Where the recommendations lie. */
  static final Path FOLDER =
      Path.of(System.getProperty("secure-score.root", "."), "config", "recommendations");

  /** What a cluster has to say before these recommendations judge; the fixtures expect it. */
  static final Map<String, ParameterValue> PARAMETERS =
      Map.of(
          "trusted-registries",
          new ParameterValue(
              "registries",
              List.of("registry.example.com/", "docker.io/library/", "ghcr.io/example/shop")),
          "service-allowed-ports",
          new ParameterValue("ports", List.of("80", "443")));

  /** What judges only where a cluster asks for it; the fixtures do. */
  static final Set<String> ON_REQUEST = Set.of("configmap-credential", "gateway-tls");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A busy machine must not change a verdict: time is not what these tests are about. */
  private static final Judge JUDGE =
      new Judge(
          new BudgetLimits(
              BudgetLimits.standard().cost(),
              Duration.ofMinutes(1),
              BudgetLimits.standard().size()),
          System::nanoTime);

  private Library() {}

  /** The files, in the order of their names. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The recommendation of a file. */
  static SecurityRecommendation read(Path file) {
    try {
      return YAML.readValue(file.toFile(), SecurityRecommendation.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file.toString(), unreadable);
    }
  }

  /** The whole library in a cluster that decided nothing. */
  static Catalog catalog() {
    return catalog(SecureScorePolicySpec.DEFAULT);
  }

  /** The whole library with every parameter given, and with what judges on request. */
  static Catalog catalogWithParameters() {
    SecureScorePolicySpec none = SecureScorePolicySpec.DEFAULT;
    return catalog(
        new SecureScorePolicySpec(
            none.platformNamespaces(),
            none.excludedNamespaces(),
            Stream.concat(
                    PARAMETERS.entrySet().stream()
                        .map(entry ->
                            new RecommendationOverride(
                                entry.getKey(),
                                null,
                                null,
                                null,
                                null,
                                List.of(entry.getValue()),
                                null)),
                    ON_REQUEST.stream()
                        .map(name ->
                            new RecommendationOverride(
                                name, null, null, null, Stage.ACTIVE, List.of(), null)))
                .toList(),
            none.exemptions(),
            none.workloadKinds(),
            none.ephemeral(),
            none.writes(),
            none.activeUpTo()));
  }

  /** The whole library under a policy. */
  static Catalog catalog(SecureScorePolicySpec policy) {
    return new CatalogCompiler(CelLanguage.kubernetes())
        .compile(files().stream().map(Library::read).toList(), policy, Set.of(), Instant.EPOCH);
  }

  /** What a recommendation says of an object. */
  static Judgement judge(Catalog catalog, Recommendation recommendation, JsonMap object) {
    return JUDGE.judge(
        recommendation,
        Case.of(object, catalog.policy().inventory().kinds(), name -> Optional.empty()));
  }

  /** What a recommendation says of the first of some documents that lie in one file. */
  static Judgement judge(Catalog catalog, Recommendation recommendation, List<JsonMap> documents) {
    RelatedObjects related = RelatedObjects.ofFiles();
    documents.forEach(each -> related.put(ResourceId.of(each), each, new Workloads()));
    return JUDGE.judge(
        recommendation,
        Case.of(
            documents.getFirst(),
            catalog.policy().inventory().kinds(),
            new Known(Map.of(), related)));
  }

  /** A judge that the time of day cannot disturb. */
  static Judge judge() {
    return JUDGE;
  }
}
