package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.Patch;
import dev.securescore.api.Reference;
import dev.securescore.api.SecurityRecommendationSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/catalogue.md} names what the library judges, and says why it does not judge more. */
class CataloguePageTest {

  /** Every entry of the catalogue that the library is to cover. */
  private static final Set<String> ENTRIES =
      Set.of(
          "privileged-container",
          "host-pid-ipc",
          "host-network",
          "host-port",
          "hostpath-volume",
          "hostpath-writable",
          "runtime-socket-mount",
          "cap-sys-admin",
          "dangerous-capabilities",
          "net-raw-dropped",
          "least-capabilities",
          "privilege-escalation",
          "run-as-non-root",
          "run-as-uid-zero",
          "run-as-group-zero",
          "readonly-root-filesystem",
          "seccomp-profile",
          "seccomp-unconfined",
          "apparmor-profile",
          "selinux-options",
          "proc-mount",
          "unsafe-sysctls",
          "volume-types",
          "windows-host-process",
          "probe-host",
          "user-namespace",
          "share-process-namespace",
          "automount-sa-token",
          "default-service-account",
          "sa-privileged-rbac",
          "sa-secrets-read",
          "sa-create-pods",
          "rbac-wildcard",
          "rbac-escalation-verbs",
          "rbac-token-create",
          "rbac-node-proxy",
          "rbac-csr-approve",
          "rbac-webhooks",
          "rbac-pv-create",
          "anonymous-binding",
          "cluster-admin-binding",
          "network-policy-ingress",
          "network-policy-egress",
          "namespace-default-deny",
          "service-allowed-ports",
          "service-external-exposure",
          "ingress-tls",
          "cpu-memory-limits",
          "cpu-memory-requests",
          "ephemeral-storage-limit",
          "namespace-quota",
          "limitrange",
          "trusted-registries",
          "image-tag-mutable",
          "image-digest-pinned",
          "image-pull-policy",
          "secret-env",
          "plaintext-credential-env",
          "configmap-credential",
          "default-namespace",
          "workload-in-kube-system",
          "psa-enforce-label",
          "naked-pod",
          "liveness-probe",
          "readiness-probe",
          "pdb",
          "spread");

  private static final String HEADING = "entry";

  private final Page page = Page.read("docs/catalogue.md");

  private final Map<String, SecurityRecommendationSpec> library =
      Library.files().stream()
          .map(Library::read)
          .collect(Collectors.toMap(each -> each.getMetadata().getName(), each -> each.getSpec()));

  @Test
  void everyRecommendationIsThereAsItsFileSays() throws IOException {
    page.verify(this::row, "CataloguePageTest");
  }

  @Test
  void everyRecommendationIsThereOnce() {
    assertThat(page.rows().flatMap(cells -> Page.recommendation(cells.get(1)).stream()))
        .containsExactlyInAnyOrderElementsOf(library.keySet());
  }

  @Test
  void everyEntryOfTheCatalogueIsAnswered() {
    Set<String> answered =
        page.rows()
            .map(List::getFirst)
            .filter(entry -> !entry.equals(HEADING) && !entry.equals("beside it"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(answered).isEqualTo(new TreeSet<>(ENTRIES));
  }

  @Test
  void whatIsSaidNotToBeJudgedIsNot() {
    assertThat(page.rows())
        .filteredOn(cells -> Page.recommendation(cells.get(1)).isEmpty())
        .extracting(List::getFirst)
        .doesNotContainAnyElementsOf(library.keySet());
  }

  private List<String> row(List<String> cells) {
    return Page.recommendation(cells.get(1))
        .flatMap(name -> Optional.ofNullable(library.get(name)))
        .map(spec -> row(cells.getFirst(), cells.get(1), spec))
        .orElse(cells);
  }

  private static List<String> row(String entry, String link, SecurityRecommendationSpec spec) {
    Patch patch = spec.remediation().patch();
    return List.of(
        entry,
        link,
        spec.target().toString(),
        spec.severity().toString(),
        String.valueOf(spec.points()),
        patch == null ? "–" : "risk " + patch.risk().toString().toLowerCase(Locale.ROOT),
        spec.references().stream()
            .collect(
                Collectors.groupingBy(
                    Reference::standard,
                    LinkedHashMap::new,
                    Collectors.mapping(CataloguePageTest::id, Collectors.joining(", "))))
            .entrySet()
            .stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(" · ")));
  }

  /** Identifiers of Azure are long; the part before the first dash names them well enough. */
  private static String id(Reference reference) {
    return reference.standard().startsWith("Azure")
        ? reference.id().substring(0, reference.id().indexOf('-'))
        : reference.id();
  }
}
