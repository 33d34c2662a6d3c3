package dev.securescore.catalog;

import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A SecureScorePolicy that comes from a file rather than from a cluster.
 *
 * @param spec what it decides; the defaults where it cannot be used
 * @param problems why it cannot be used, with file, line and field; empty where it can
 */
public record PolicyDocument(SecureScorePolicySpec spec, List<Problem> problems) {

  /** The one policy among documents; other kinds are passed over. */
  public static PolicyDocument of(String file, Manifests manifests) {
    ResourceDocuments documents = new ResourceDocuments("SecureScorePolicy", "securescorepolicies");
    List<Problem> problems = new ArrayList<>(manifests.problems());
    List<Manifest> policies = manifests.manifests().stream().filter(documents::isMeant).toList();
    if (policies.size() != 1 && problems.isEmpty()) {
      problems.add(
          new Problem(
              file,
              0,
              policies.isEmpty()
                  ? "holds no SecureScorePolicy of " + ResourceSchema.API_VERSION
                  : "holds " + policies.size() + " SecureScorePolicies, leave one"));
    }
    boolean usable = problems.isEmpty() && documents.check(policies.getFirst(), problems);
    SecureScorePolicySpec spec =
        usable
            ? ResourceDocuments.fill(
                    new SecureScorePolicy(),
                    policies.getFirst().object(),
                    SecureScorePolicySpec.class)
                .getSpec()
            : SecureScorePolicySpec.DEFAULT;
    return new PolicyDocument(spec, List.copyOf(problems));
  }
}
