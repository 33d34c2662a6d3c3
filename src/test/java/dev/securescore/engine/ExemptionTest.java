package dev.securescore.engine;

import static dev.securescore.engine.Exempting.inCluster;
import static dev.securescore.engine.Exempting.inShop;
import static dev.securescore.engine.Exempting.nameInShop;
import static dev.securescore.engine.Objects.deployment;
import static dev.securescore.engine.TestCluster.NOT_PRIVILEGED;
import static dev.securescore.engine.TestCluster.TAGGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.api.LabelSelector;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Score;
import dev.securescore.scoring.Severity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What exemptions do to the verdicts of the engine, without any judgement. */
class ExemptionTest {

  private static final Scope SHOP = new Scope.Namespace("shop", LabelSelector.EVERYTHING);
  private static final String CART = Exempting.deployment("cart");

  private final TestCluster cluster = TestCluster.with(NOT_PRIVILEGED);

  @BeforeEach
  void observe() {
    cluster.observe(deployment("shop", "cart").privileged().json());
    cluster.observe(deployment("shop", "pay").json());
    cluster.observe(deployment("shop", "web").labelled("app", "web").privileged().json());
    cluster.observe(deployment("bank", "cart").privileged().json());
    cluster.takeChanged();
  }

  @Test
  void waivedFindingLeavesBothSumsAndMitigatedOneCountsHealthy() {
    assertThat(shop()).isEqualTo("33.3");

    exempt(inShop("a", "privileged-container", "Waived", CART));
    assertThat(shop()).isEqualTo("50.0");
    assertThat(score().open(Severity.CRITICAL)).isEqualTo(1);

    exempt(inShop("a", "privileged-container", "Mitigated", CART));
    assertThat(shop()).isEqualTo("66.7");
    assertThat(score().open(Severity.CRITICAL)).isEqualTo(1);
    assertThat(score().exempt()).isEqualTo(1);
    assertThat(Display.score(score().raw())).isEqualTo("33.3");
  }

  @Test
  void exemptionOfANamespaceLeavesTheSameNameElsewhereAlone() {
    exempt(inShop("a", "privileged-container", "Waived", CART));

    assertThat(cluster.namespace("bank").score().exempt()).isZero();
    assertThat(cluster.takeChanged()).containsExactly("shop");
  }

  @Test
  void nothingIsJudgedForAnExemptionOfAResource() {
    int before = cluster.judgements();

    Map<String, Reread> rereads =
        cluster.engine.exempt(Exempting.of(inShop("a", "privileged-container", "Waived", CART)));

    assertThat(rereads).isEmpty();
    assertThat(cluster.judgements()).isEqualTo(before);
  }

  @Test
  void fixedFindingTellsThatTheExemptionIsNotNeeded() {
    exempt(inShop("a", "privileged-container", "Waived", CART));
    assertThat(facts("a"))
        .extracting(ExemptionFacts::matched, ExemptionFacts::needed)
        .containsExactly(1, 1);

    cluster.observe(deployment("shop", "cart").version(200).json());

    assertThat(facts("a"))
        .extracting(ExemptionFacts::matched, ExemptionFacts::needed)
        .containsExactly(1, 0);
    assertThat(shop()).isEqualTo("66.7");
    assertThat(score().exempt()).isZero();
  }

  @Test
  void effectIsTheScoreWithAndWithoutThatOne() {
    exempt(
        inShop("a", "privileged-container", "Waived", CART),
        inShop(
            "b",
            "privileged-container",
            "Mitigated",
            "resourceSelector: {matchLabels: {app: web}}"));

    assertThat(Display.score(facts("a").with())).isEqualTo("100.0");
    assertThat(Display.score(facts("a").without())).isEqualTo("66.7");
    assertThat(Display.score(facts("b").without())).isEqualTo("50.0");
  }

  @Test
  void ofTwoExemptionsTheMoreSpecificDecides() {
    exempt(
        inShop("all", "privileged-container", "Waived", "resourceSelector: {}"),
        inShop("one", "privileged-container", "Mitigated", CART));

    assertThat(facts("one").exempted()).isEqualTo(1);
    assertThat(facts("all").exempted()).isEqualTo(1);
    assertThat(facts("all").deciding()).containsExactly(nameInShop("one"));
    assertThat(cluster.engine.tallies(SHOP).getFirst())
        .extracting(tally -> tally.mitigated() + " " + tally.waived())
        .isEqualTo("1 1");
  }

  @Test
  void whereAnotherDecidesEverywhereAnExemptionExemptsNothing() {
    exempt(
        inShop("mitigates", "privileged-container", "Mitigated", CART),
        inShop("waives", "privileged-container", "Waived", CART));

    assertThat(facts("mitigates").exempted()).isZero();
    assertThat(facts("mitigates").needed()).isEqualTo(1);
    assertThat(facts("mitigates").deciding()).containsExactly(nameInShop("waives"));
    assertThat(Display.score(facts("waives").without())).isEqualTo("66.7");
  }

  @Test
  void namespaceBeatsTheClusterAndTheClusterFollowsLabels() {
    String ofTeam = "resourceSelector: {}, namespaceSelector: {matchLabels: {team: a}}";
    exempt(inCluster("c", "privileged-container", "Waived", ofTeam));
    assertThat(shop()).as("its namespace is not known").isEqualTo("33.3");

    cluster.engine.namespace(Objects.namespace("shop", Map.of("team", "a")));
    assertThat(shop()).isEqualTo("100.0");
    assertThat(cluster.namespace("bank").score().exempt()).isZero();

    cluster.engine.namespace(Objects.namespace("shop", Map.of("team", "b")));
    assertThat(shop()).isEqualTo("33.3");
  }

  @Test
  void exemptionOutlivesANewCatalogueAndNamesWhatDoesNotJudge() {
    exempt(inShop("a", "image-tag", "Waived", CART));
    assertThat(facts("a").silent()).containsExactly("image-tag");

    cluster.install(SecureScorePolicySpec.DEFAULT, NOT_PRIVILEGED, TAGGED);
    cluster.observeAgain(deployment("shop", "cart").privileged().json());

    assertThat(facts("a").silent()).isEmpty();
    assertThat(facts("a").exempted()).isEqualTo(1);
  }

  @Test
  void removedExemptionLeavesNoTrace() {
    exempt(inShop("a", "privileged-container", "Waived", CART));
    exempt();

    assertThat(shop()).isEqualTo("33.3");
    assertThat(cluster.engine.facts(nameInShop("a"))).isEmpty();
  }

  @Test
  void exemptContainersLeaveTheFindingOpenWhileAnotherFails() {
    cluster.observe(twoContainers(true, true));
    Map<String, Reread> rereads =
        cluster.engine.exempt(
            Exempting.of(
                inShop(
                    "app",
                    "privileged-container",
                    "Waived",
                    "containerNames: [app], " + Exempting.deployment("pair"))));
    assertThat(rereads).containsOnlyKeys("shop");
    assertThat(rereads.values())
        .allMatch(reread -> reread.concerns(new KindName("apps", "Deployment")));
    cluster.observeAgain(twoContainers(true, true));

    assertThat(facts("app"))
        .extracting(ExemptionFacts::needed, ExemptionFacts::exempted, ExemptionFacts::open)
        .containsExactly(1, 0, 1);
    assertThat(score().exempt()).isZero();

    cluster.observe(twoContainers(true, false));
    assertThat(facts("app").exempted()).isEqualTo(1);
    assertThat(score().exempt()).isEqualTo(1);

    cluster.observe(twoContainers(false, false));
    assertThat(facts("app"))
        .extracting(ExemptionFacts::matched, ExemptionFacts::needed)
        .containsExactly(1, 0);
  }

  @Test
  void exemptionsOfSeveralContainersTogetherCoverAFinding() {
    String pair = Exempting.deployment("pair");
    exempt(
        inShop("app", "privileged-container", "Mitigated", "containerNames: [app], " + pair),
        inShop("image", "privileged-container", "Waived", "images: ['proxy:*'], " + pair));
    cluster.observe(twoContainers(true, true));

    assertThat(facts("app").exempted()).isEqualTo(1);
    assertThat(facts("image").exempted()).isEqualTo(1);
    assertThat(
            cluster
                .engine
                .exemption(id("pair"), "privileged-container", "app")
                .map(Exemption::name))
        .contains(nameInShop("app"));
    assertThat(
            cluster
                .engine
                .exemption(id("pair"), "privileged-container", "proxy")
                .map(Exemption::name))
        .contains(nameInShop("image"));
  }

  @Test
  void exemptionOfContainersOfAWorkloadThatIsNotJudgedReachesItsOwner() {
    String rollout = "resourceRefs: [{group: argoproj.io, kind: Rollout, name: web}]";
    exempt(inShop("a", "privileged-container", "Waived", "containerNames: [main], " + rollout));
    cluster.observe(
        Objects.of("apps/v1", "ReplicaSet", "shop", "web-1")
            .privileged()
            .controlledBy("argoproj.io/v1alpha1", "Rollout", "web")
            .json());

    assertThat(facts("a").exempted()).isEqualTo(1);
  }

  private static ResourceId id(String name) {
    return new ResourceId(new KindName("apps", "Deployment"), "shop", name, "");
  }

  private int versions = 300;

  private JsonMap twoContainers(boolean app, boolean proxy) {
    return Json.object(
        Serialization.unmarshal(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {namespace: shop, name: pair, resourceVersion: "%d"}
            spec:
              template:
                spec:
                  containers:
                  - {name: app, image: "app:1", securityContext: {privileged: %s}}
                  initContainers:
                  - {name: proxy, image: "proxy:1", securityContext: {privileged: %s}}
            """
                .formatted(versions++, app, proxy),
            Map.class));
  }

  private void exempt(Declaration... declarations) {
    Exemptions exemptions = Exempting.of(declarations);
    Map<String, Reread> rereads = cluster.engine.exempt(exemptions);
    assertThat(cluster.engine.exemptions()).isEqualTo(exemptions);
    assertThat(rereads.keySet()).isSubsetOf("shop");
  }

  private ExemptionFacts facts(String name) {
    return cluster.engine.facts(nameInShop(name)).orElseThrow();
  }

  private Score score() {
    return cluster.namespace("shop").score();
  }

  private String shop() {
    return cluster.score(SHOP);
  }
}
