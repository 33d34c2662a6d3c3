package dev.securescore.operator.watch;

import static dev.securescore.operator.watch.Declarations.GATEWAY;
import static dev.securescore.operator.watch.Declarations.GATEWAYS;
import static dev.securescore.operator.watch.Declarations.LABELLED;
import static dev.securescore.operator.watch.Declarations.OWNED;
import static dev.securescore.operator.watch.Declarations.POLICY_EXCLUDING;
import static dev.securescore.operator.watch.Declarations.PRIVILEGED;
import static dev.securescore.operator.watch.Declarations.SERVICE;
import static dev.securescore.operator.watch.Declarations.deployment;
import static dev.securescore.operator.watch.Declarations.gateway;
import static dev.securescore.operator.watch.Declarations.service;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.KubeApi;
import dev.securescore.Line;
import dev.securescore.engine.Scope;
import dev.securescore.inventory.KindName;
import dev.securescore.scoring.Tally;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WatchIT {

  private static KubeApi api;
  private static KubernetesClient client;

  @BeforeAll
  static void startServer() {
    api = KubeApi.own();
    client = api.client();
  }

  @AfterAll
  static void stopServer() {
    api.close();
  }

  private static void apply(String namespace, String yaml) {
    client.resource(yaml).inNamespace(namespace).serverSideApply();
  }

  private static void eventually(Watching watching, ThrowingConsumer<Watching> assertion) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertion.accept(watching));
  }

  @Test
  void everythingThereAtTheStartIsJudgedWhenTheWatchIsComplete() {
    String namespace = api.newNamespace("there");
    for (int number = 0; number < 10; number++) {
      apply(namespace, deployment("app-" + number, number % 2 == 0));
    }
    client.resource(PRIVILEGED).serverSideApply();
    try (Watching watching = new Watching(client).start()) {
      assertThat(watching.counts(namespace)).containsExactly("privileged 5/5/0/0");
    } finally {
      client.resource(PRIVILEGED).delete();
    }
  }

  @Test
  void namespacesReadWhileARecommendationComesAreJudgedByIt() {
    String namespace = api.newNamespace("early");
    AtomicInteger namespaces = new AtomicInteger();
    try (Watching watching = new Watching(client)) {
      watching.beforeEach =
          kind -> {
            if (kind.equals(KindName.NAMESPACE) && namespaces.incrementAndGet() == 4) {
              watching.put(LABELLED);
              await().until(() -> watching.engine.catalog().find("labelled").isPresent());
            }
          };
      watching.start();

      assertThat(watching.engine.tallies(new Scope.Everything()))
          .singleElement()
          .returns(0, Tally::notEvaluated)
          .returns(watching.engine.namespaces().size(), Tally::total);
      assertThat(watching.counts(namespace)).containsExactly("labelled 1/0/0/0");
    }
  }

  @Test
  void streamedListIsJudgedAndWatchedLikeAnyOther() {
    String namespace = api.newNamespace("streamed");
    apply(namespace, deployment("first", true));
    Config streaming = new ConfigBuilder(client.getConfiguration()).withWatchList(true).build();
    try (KubernetesClient streamed = new KubernetesClientBuilder().withConfig(streaming).build();
        Watching watching = new Watching(streamed).start()) {
      watching.put(PRIVILEGED);
      watching.untilComplete();
      assertThat(watching.counts(namespace)).containsExactly("privileged 0/1/0/0");

      apply(namespace, deployment("second", false));
      client.apps().deployments().inNamespace(namespace).withName("first").delete();
      eventually(
          watching,
          each -> assertThat(each.counts(namespace)).containsExactly("privileged 1/0/0/0"));
    }
  }

  @Test
  void workloadsThatComeChangeAndGoMoveTheNumbersOfTheirNamespaceOnly() {
    String mine = api.newNamespace("mine");
    String other = api.newNamespace("other");
    apply(other, deployment("other", true));
    try (Watching watching = new Watching(client).start()) {
      watching.put(PRIVILEGED);
      eventually(watching, each -> assertThat(each.counts(other)).contains("privileged 0/1/0/0"));
      watching.untilComplete();
      watching.takeChanged();

      apply(mine, deployment("app", true));
      eventually(watching, each -> assertThat(each.counts(mine)).contains("privileged 0/1/0/0"));
      apply(mine, deployment("app", false));
      eventually(watching, each -> assertThat(each.counts(mine)).contains("privileged 1/0/0/0"));
      client.apps().deployments().inNamespace(mine).withName("app").delete();
      eventually(watching, each -> assertThat(each.counts(mine)).contains("privileged 0/0/0/0"));

      assertThat(watching.takeChanged()).containsExactly(mine);
    }
  }

  @Test
  void labelsOfANamespaceAreJudgedAgainInItsWorkloads() {
    String namespace = api.newNamespace("owned");
    try (Watching watching = new Watching(client).start()) {
      watching.put(OWNED);
      apply(namespace, deployment("first", false));
      apply(namespace, deployment("second", false));
      eventually(watching, each -> assertThat(each.counts(namespace)).contains("owned 0/2/0/0"));

      client
          .namespaces()
          .withName(namespace)
          .edit(it -> it.edit().editMetadata().addToLabels("owner", "shop").endMetadata().build());

      eventually(watching, each -> assertThat(each.counts(namespace)).contains("owned 2/0/0/0"));
    }
  }

  @Test
  void recommendationsAndPolicyTakeEffectOnWhatIsThere() {
    String namespace = api.newNamespace("rules");
    for (int number = 0; number < 7; number++) {
      apply(namespace, deployment("app-" + number, true));
    }
    apply(namespace, service("web", "NodePort"));
    try (Watching watching = new Watching(client).start()) {
      assertThat(watching.counts(namespace)).isEmpty();

      watching.put(PRIVILEGED);
      watching.untilComplete();
      assertThat(watching.counts(namespace)).containsExactly("privileged 0/7/0/0");

      watching.put(SERVICE);
      watching.untilComplete();
      assertThat(watching.counts(namespace))
          .containsExactly("privileged 0/7/0/0", "service 0/1/0/0");

      watching.policy(POLICY_EXCLUDING);
      watching.untilComplete();
      assertThat(watching.counts(namespace)).containsExactly("service 0/1/0/0");

      watching.watch.catalog().policy(null);
      watching.watch.catalog().remove("service");
      watching.untilComplete();
      assertThat(watching.counts(namespace)).containsExactly("privileged 0/7/0/0");
    }
  }

  @Test
  void kindThatAppearsLaterIsUnavailableUntilThenAndAgainWhenItGoes() {
    String namespace = api.newNamespace("gateways");
    KindName kind = new KindName("test.securescore.dev", "Gateway");
    try (Watching watching = new Watching(client).start()) {
      watching.put(GATEWAY);
      watching.untilComplete();
      assertThat(watching.engine.unavailable()).containsKey(kind);
      assertThat(watching.counts(namespace)).containsExactly("gateway 0/0/0/1");

      client.resource(GATEWAYS).create();
      eventually(watching, each -> assertThat(each.engine.unavailable()).isEmpty());
      apply(namespace, gateway("front"));
      eventually(
          watching, each -> assertThat(each.counts(namespace)).containsExactly("gateway 1/0/0/0"));

      client.resource(GATEWAYS).delete();
      eventually(
          watching,
          each -> {
            assertThat(each.engine.unavailable()).containsKey(kind);
            assertThat(each.counts(namespace)).containsExactly("gateway 0/0/0/1");
          });
    }
  }

  @Test
  void forbiddenKindIsUnavailableUntilItIsGranted() {
    String namespace = api.newNamespace("forbidden");
    apply(namespace, service("web", "ClusterIP"));
    client
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName("limited")
                .endMetadata()
                .addNewRule()
                .withApiGroups("", "apps", "batch", "securescore.dev")
                .withResources(
                    "namespaces",
                    "pods",
                    "replicationcontrollers",
                    "deployments",
                    "statefulsets",
                    "daemonsets",
                    "replicasets",
                    "jobs",
                    "cronjobs",
                    "securityrecommendations",
                    "securescorepolicies",
                    "securityexemptions",
                    "clustersecurityexemptions",
                    "clusterscorereports",
                    "scorereports")
                .withVerbs("get", "list", "watch")
                .endRule()
                .build())
        .create();
    client
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("limited")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "limited")
                .addNewSubject("rbac.authorization.k8s.io", "User", "limited", null)
                .build())
        .create();
    Config limited =
        new ConfigBuilder(client.getConfiguration()).withImpersonateUsername("limited").build();
    try (KubernetesClient restricted = new KubernetesClientBuilder().withConfig(limited).build();
        Watching watching = new Watching(restricted).start()) {
      watching.put(SERVICE);
      watching.untilComplete();
      assertThat(watching.engine.unavailable())
          .containsOnly(entry(new KindName("", "Service"), "list or watch is forbidden (403)"));
      assertThat(watching.counts(namespace)).containsExactly("service 0/0/0/1");

      client
          .rbac()
          .clusterRoles()
          .withName("limited")
          .edit(role -> role.edit().editRule(0).addToResources("services").endRule().build());
      eventually(
          watching, each -> assertThat(each.counts(namespace)).containsExactly("service 1/0/0/0"));
    }
  }

  @Test
  void whatHappenedWhileTheLineWasCutAndItsHistoryForgottenIsNoticed() {
    String namespace = api.newNamespace("cut");
    apply(namespace, deployment("deleted", true));
    apply(namespace, deployment("changed", true));
    apply(namespace, deployment("same", true));
    try (Line line = new Line(api.port());
        KubernetesClient behindLine =
            new KubernetesClientBuilder()
                .withConfig(
                    new ConfigBuilder(client.getConfiguration())
                        .withMasterUrl("https://127.0.0.1:" + line.port())
                        .build())
                .build();
        Watching watching = new Watching(behindLine).start()) {
      watching.put(PRIVILEGED);
      eventually(
          watching,
          each -> assertThat(each.counts(namespace)).containsExactly("privileged 0/3/0/0"));
      watching.untilComplete();

      line.cut();
      client.apps().deployments().inNamespace(namespace).withName("deleted").delete();
      apply(namespace, deployment("changed", false));
      apply(namespace, deployment("added", false));
      api.compactHistory();
      assertThat(watching.counts(namespace)).containsExactly("privileged 0/3/0/0");
      line.mend();

      eventually(
          watching,
          each -> assertThat(each.counts(namespace)).containsExactly("privileged 2/1/0/0"));
      assertThat(watching.engine.unavailable()).isEmpty();
    }
  }
}
