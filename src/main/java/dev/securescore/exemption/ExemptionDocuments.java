package dev.securescore.exemption;

import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.api.SecurityExemption;
import dev.securescore.api.SecurityExemptionSpec;
import dev.securescore.catalog.ResourceDocuments;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.Problem;
import dev.securescore.manifest.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exemptions that come from files rather than from a cluster.
 *
 * @param declarations those that can be used, each name once
 * @param sources where they stand
 * @param problems what is wrong with the others, with file, line and field
 */
public record ExemptionDocuments(
    List<Declaration> declarations, Map<ExemptionName, Source> sources, List<Problem> problems) {

  /** Copies the collections. */
  public ExemptionDocuments {
    declarations = List.copyOf(declarations);
    sources = Map.copyOf(sources);
    problems = List.copyOf(problems);
  }

  /** No exemption at all. */
  public static ExemptionDocuments empty() {
    return new ExemptionDocuments(List.of(), Map.of(), List.of());
  }

  /** The exemptions of both kinds among documents; other kinds are passed over. */
  public static ExemptionDocuments of(Manifests manifests) {
    Reader reader = new Reader();
    List<Problem> problems = new ArrayList<>(manifests.problems());
    Map<ExemptionName, Source> sources = new LinkedHashMap<>();
    List<Declaration> declarations = new ArrayList<>();
    for (Manifest manifest : manifests.manifests()) {
      reader
          .read(manifest, problems)
          .ifPresent(declaration -> {
            @Nullable Source first = sources.putIfAbsent(declaration.name(), manifest.source());
            if (first == null) {
              declarations.add(declaration);
            } else {
              problems.add(
                  new Problem(
                      manifest.source().file(),
                      manifest.source().line(),
                      declaration.name() + " is already in " + first + ", rename one"));
            }
          });
    }
    return new ExemptionDocuments(declarations, sources, problems);
  }

  /** Whether a document is an exemption of either kind. */
  public static boolean isMeant(Manifest manifest) {
    Reader reader = new Reader();
    return reader.namespaced.isMeant(manifest) || reader.cluster.isMeant(manifest);
  }

  private static final class Reader {

    private final ResourceDocuments namespaced =
        new ResourceDocuments("SecurityExemption", "securityexemptions");
    private final ResourceDocuments cluster =
        new ResourceDocuments("ClusterSecurityExemption", "clustersecurityexemptions");

    private Optional<Declaration> read(Manifest manifest, List<Problem> problems) {
      if (namespaced.isMeant(manifest) && namespaced.check(manifest, problems)) {
        return Optional.of(
            Declaration.of(
                ResourceDocuments.fill(
                    new SecurityExemption(), manifest.object(), SecurityExemptionSpec.class)));
      }
      if (cluster.isMeant(manifest) && cluster.check(manifest, problems)) {
        return Optional.of(
            Declaration.of(
                ResourceDocuments.fill(
                    new ClusterSecurityExemption(),
                    manifest.object(),
                    SecurityExemptionSpec.class)));
      }
      return Optional.empty();
    }
  }
}
