package dev.securescore.catalog;

import dev.securescore.api.DeclaredRecommendation;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.WrittenRecommendation;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.Problem;
import dev.securescore.manifest.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recommendations that come from files rather than from a cluster.
 *
 * @param recommendations those that can be compiled, each name once
 * @param sources where those from documents stand, by name; built-in ones have no place
 * @param problems what is wrong with the others, with file, line and field
 */
public record Library(
    List<DeclaredRecommendation> recommendations,
    Map<String, Source> sources,
    List<Problem> problems) {

  /** Copies the collections. */
  public Library {
    recommendations = List.copyOf(recommendations);
    sources = Map.copyOf(sources);
    problems = List.copyOf(problems);
  }

  /** No recommendation at all. */
  public static Library empty() {
    return new Library(List.of(), Map.of(), List.of());
  }

  /** The recommendations that this program brings, by name. */
  public static Library builtIn() {
    List<DeclaredRecommendation> recommendations =
        BuiltInDocuments.in("recommendations").stream()
            .map(document -> written(document, SpecReader.read(document.object("spec"))))
            .toList();
    return new Library(recommendations, Map.of(), List.of());
  }

  /**
   * The recommendations among documents; other kinds are passed over.
   *
   * <p>A document is checked against the schema of the CustomResourceDefinition. One that does not
   * fit is a problem and harms no other; so is a second one of the same name.
   */
  public static Library of(Manifests manifests) {
    ResourceDocuments documents =
        new ResourceDocuments("SecurityRecommendation", "securityrecommendations");
    List<Problem> problems = new ArrayList<>(manifests.problems());
    Map<String, Source> sources = new LinkedHashMap<>();
    List<DeclaredRecommendation> recommendations = new ArrayList<>();
    for (Manifest manifest : manifests.manifests()) {
      if (!documents.isMeant(manifest) || !documents.check(manifest, problems)) {
        continue;
      }
      String name = manifest.object().object("metadata").string("name");
      @Nullable Source first = sources.putIfAbsent(name, manifest.source());
      if (first == null) {
        recommendations.add(
            written(
                manifest.object(),
                ResourceDocuments.spec(manifest.object(), SecurityRecommendationSpec.class)));
      } else {
        problems.add(
            new Problem(
                manifest.source().file(),
                manifest.source().line(),
                "SecurityRecommendation '" + name + "' is already in " + first + ", rename one"));
      }
    }
    return new Library(recommendations, sources, problems);
  }

  private static DeclaredRecommendation written(JsonMap document, SecurityRecommendationSpec spec) {
    JsonMap metadata = document.object("metadata");
    return new WrittenRecommendation(
        metadata.string("name"), metadata.object("labels").strings(), spec);
  }

  /** These and others; of two with one name the other one holds. */
  public Library and(Library others) {
    Map<String, DeclaredRecommendation> byName = new LinkedHashMap<>();
    recommendations.forEach(each -> byName.put(each.name(), each));
    others.recommendations.forEach(each -> byName.put(each.name(), each));
    Map<String, Source> places = new LinkedHashMap<>(sources);
    places.putAll(others.sources);
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(others.problems);
    return new Library(List.copyOf(byName.values()), places, all);
  }

  /** The part that a standard asks for, all problems included. */
  public Library of(Standard standard) {
    return new Library(
        recommendations.stream().filter(each -> standard.asksFor(each.spec())).toList(),
        sources,
        problems);
  }
}
