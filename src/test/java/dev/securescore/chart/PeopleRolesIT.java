package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.KubeApi;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people may do with the roles of the chart, by the real authorizer. */
class PeopleRolesIT {

  private static final List<String> WRITES = List.of("create", "update", "patch", "delete");
  private static final List<String> OF_THE_CLUSTER =
      List.of(
          "clusterscorereports",
          "clustersecurityexemptions",
          "securescorepolicies",
          "securityrecommendations");

  private static KubeApi api;

  @BeforeAll
  static void install(@TempDir Path folder) throws IOException {
    api = KubeApi.empty();
    Path crds = Helm.CHART.resolve("../../crds");
    api.kubectl("apply", "--server-side", "-f", crds.toString()).orFail();
    Path chart = folder.resolve("chart.yaml");
    Files.writeString(
        chart,
        Helm.FOUR
            .template(
                "--set=crds.install=false,library.enabled=false,rbac.recommendationsForAll=false",
                "--show-only=templates/rbac-users.yaml")
            .orFail());
    api.kubectl("apply", "--server-side", "-f", chart.toString()).orFail();
    api.kubectl("create", "namespace", "shop").orFail();
    for (String role : List.of("view", "edit", "admin")) {
      for (String part : aggregated(role)) {
        bind("shop-" + role, part, "rolebinding", "--namespace=shop");
        bind("all-" + role, part, "clusterrolebinding");
      }
    }
    bind("security", "secure-score-admin", "clusterrolebinding");
    bind("approver", "secure-score-exemption-approver", "clusterrolebinding");
    bind("requester", "secure-score-exemption-requester", "rolebinding", "--namespace=shop");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"view", "edit", "admin"})
  void whoeverSeesANamespaceReadsItsReportsAndNothingOfTheCluster(String role) {
    assertThat(allowed("shop-" + role, Set.of("get", "list"), everyKind()))
        .containsOnlyKeys("scorereports", "securityexemptions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"view", "edit", "admin"})
  void whoeverSeesTheClusterReadsAllOfOurKinds(String role) {
    assertThat(allowed("all-" + role, Set.of("get", "list", "watch"), everyKind()))
        .containsOnlyKeys(everyKind())
        .allSatisfy((kind, verbs) -> assertThat(verbs).hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shop-view", "all-view", "shop-edit", "all-edit", "shop-admin", "all-admin"})
  void nobodyLowersTheBarByARoleOfKubernetes(String person) {
    Set<String> verbs = new TreeSet<>(WRITES);
    verbs.add("approve");

    Map<String, Set<String>> allowed = allowed(person, verbs, everyKind());

    if (person.endsWith("view")) {
      assertThat(allowed).isEmpty();
    } else {
      assertThat(allowed).containsOnlyKeys("scorereports");
      assertThat(allowed.get("scorereports")).containsExactlyInAnyOrderElementsOf(WRITES);
    }
  }

  @Test
  void adminOfScoringWritesWhatIsJudgedAndApprovesNothing() {
    assertThat(allowed("security", Set.copyOf(WRITES), everyKind()))
        .containsOnlyKeys(OF_THE_CLUSTER)
        .allSatisfy((kind, verbs) -> assertThat(verbs).hasSize(4));
    assertThat(allowed("security", Set.of("approve"), everyKind())).isEmpty();
    assertThat(allowed("security", Set.of("get"), List.of("secrets", "pods"))).isEmpty();
  }

  @Test
  void requestsAndApprovalsAreRolesOfTheirOwn() {
    assertThat(allowed("requester", Set.of("create", "approve"), everyKind()))
        .isEqualTo(Map.of("securityexemptions", Set.of("create")));
    assertThat(allowed("approver", Set.of("create", "approve"), everyKind()))
        .isEqualTo(
            Map.of(
                "clustersecurityexemptions",
                Set.of("approve", "create"),
                "securityexemptions",
                Set.of("approve", "create")));
  }

  /** What a person may do in the namespace `shop`, or with kinds of the cluster in it, by kind. */
  private static Map<String, Set<String>> allowed(
      String person, Set<String> verbs, List<String> kinds) {
    Map<String, Set<String>> allowed = new TreeMap<>();
    for (String kind : kinds) {
      for (String verb : verbs) {
        if (isAllowed(person, verb, kind)) {
          allowed.computeIfAbsent(kind, any -> new TreeSet<>()).add(verb);
        }
      }
    }
    return allowed;
  }

  /** The review that {@code kubectl auth can-i --as} asks for. */
  private static boolean isAllowed(String person, String verb, String kind) {
    boolean ours = everyKind().contains(kind);
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(person)
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(ours ? "securescore.dev" : "")
            .withResource(kind)
            .withNamespace(OF_THE_CLUSTER.contains(kind) ? "" : "shop")
            .endResourceAttributes()
            .endSpec()
            .build();
    return api.client()
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(review)
        .getStatus()
        .getAllowed();
  }

  private static List<String> everyKind() {
    List<String> kinds = new ArrayList<>(OF_THE_CLUSTER);
    kinds.addAll(List.of("scorereports", "securityexemptions"));
    return kinds;
  }

  /**
   * The roles of ours that a role of Kubernetes takes in, by its own selectors: there is no
   * controller here that would fill it.
   */
  private static Set<String> aggregated(String role) throws IOException {
    Set<String> found = new TreeSet<>();
    JsonNode object =
        new ObjectMapper().readTree(api.kubectl("get", "clusterrole", role, "-o=json").orFail());
    for (JsonNode selector : object.at("/aggregationRule/clusterRoleSelectors")) {
      for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
        String names =
            api.kubectl(
                    "get",
                    "clusterroles",
                    "--selector=" + label.getKey() + "=" + label.getValue().asText(),
                    "-o=jsonpath={.items[*].metadata.name}")
                .orFail();
        for (String name : names.split(" ", -1)) {
          if (name.startsWith("secure-score")) {
            found.add(name);
          } else if (!name.startsWith("system:")) {
            found.addAll(aggregated(name));
          }
        }
      }
    }
    return found;
  }

  private static void bind(String person, String role, String kind, String... options) {
    String[] command =
        Stream.concat(
                Stream.of(
                    "create",
                    kind,
                    person + "-" + role,
                    "--clusterrole=" + role,
                    "--user=" + person),
                Stream.of(options))
            .toArray(String[]::new);
    api.kubectl(command).orFail();
  }
}
