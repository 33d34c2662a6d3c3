package dev.securescore.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Project;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Judgement;
import dev.securescore.evaluation.Known;
import dev.securescore.evaluation.Parts;
import dev.securescore.evaluation.Sharing;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.Defaults;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.related.RelatedKind;
import dev.securescore.related.RelatedObjects;
import dev.securescore.related.Workloads;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shared among objects is what would be found on each of them. */
class SharingTest {

  private static final int OBJECTS = 1500;

  /** Checks that read a name in every way there is, each with the message beside it. */
  private static final List<List<String>> UNUSUAL =
      List.of(
          List.of("container == containers[0]", "'only ' + containers[0].name"),
          List.of("'image' in container && size(container) > 3", "string(size(container))"),
          List.of("['tty', 'stdin'].all(key, !(key in container))", "'terminal'"),
          List.of("['image', 'name'].all(key, container[key] != 'x')", "container['im' + 'age']"),
          List.of("container.all(key, key != 'env')", "container.map(key, key).join(' ')"),
          List.of("podSpec.all(key, key != 'hostNetwork')", "podSpec.map(key, key).join(' ')"),
          List.of("['a'].all(container, container == 'b')", "container.image"),
          List.of(
              "containers.all(podSpec, podSpec.?securityContext.hasValue())",
              "string(podSpec.?hostPID.orValue(false))"),
          List.of("containers.exists(c, [c.name].exists(c, c == 'x'))", "'none is x'"),
          List.of(
              "has(container.securityContext) && has(container.securityContext.privileged)",
              "string(has(container.env))"),
          List.of("!container[?'securityContext'][?'privileged'].orValue(true)", "'privileged'"),
          List.of(
              "container.?securityContext.optMap(s, s.?runAsUser.orValue(0)).orValue(0) > 0",
              "string(container.?securityContext.optMap(container, size(container)).orValue(0))"),
          List.of("container.securityContext.privileged", "container.securityContext.nothing"),
          List.of(
              "container.image.contains('/')",
              "container.env.map(e, e.?value.orValue('')).join(' ')"),
          List.of(
              "containers.all(c, c.name != podSpec.?serviceAccountName.orValue(''))",
              "containers.map(c, c.name + '=' + string(c.?tty.orValue(false))).join(',')"),
          List.of("containers.all(i, c, i == 0 || c.name > containers[i - 1].name)", "'order'"),
          List.of("containers.size() > 1", "string(containers.filter(c, has(c.env)).size())"),
          List.of("containers.exists_one(c, has(c.env))", "string(containers.exists(c, true))"),
          List.of(
              "(podSpec.containers + podSpec.?initContainers.orValue([])).all(c, has(c.ports))",
              "'ports of ' + podSpec.containers[0].name"),
          List.of("object.metadata.?labels.?app.orValue('') != ''", "object.metadata.name"),
          List.of(
              "object.kind == 'Pod'",
              "object.kind + ' in ' + object.metadata.?namespace.orValue('')"),
          List.of(
              "podMetadata.labels.all(key, podMetadata.annotations[?key].hasValue())",
              "podMetadata.labels.map(key, key).join(' ')"),
          List.of(
              "type(container.?env.orValue('')) == list",
              "string(type(podSpec.?hostPID.orValue(1)) == bool)"),
          List.of("variables.image.startsWith('registry')", "variables.image + variables.whole"),
          List.of("namespaceObject.metadata.name != 'default'", "namespaceObject.metadata.name"),
          List.of(
              "containers.filter(c, has(c.env)).map(c, c.name).size() == 0",
              "containers.filter(c, c.?tty.orValue(false)).filter(c, has(c.env)).map(c, c.image).join(' ')"),
          List.of(
              "containers.filter(c, has(c.ports)).all(c, c == container)",
              "string(containers.map(c, has(c.env), c.name).size())"),
          List.of(
              "permissions.filter(p, '*' in p.verbs).size() == 0 || networkPolicies.size() == 0",
              "permissions.map(p, p.binding).join(', ')"),
          List.of(
              "services.exists(s, s.spec.ports.exists(p, p.port > 80)) || container.nothing",
              "services.map(s, s.metadata.name).join(', ')"),
          List.of("serviceAccount.?automountServiceAccountToken.orValue(false)", "'token'"));

  private static final List<Object> VALUES =
      List.of(
          true,
          false,
          0,
          1,
          1000,
          "",
          "x",
          "Always",
          "registry.example.com/shop",
          List.of(),
          Map.of());

  private static final BudgetLimits LIMITS = BudgetLimits.standard();
  private static final Judge ALONE = new Judge(LIMITS, () -> 0);

  private final Catalog library = Library.catalogWithParameters();
  private final Catalog unusual = unusual();
  private final List<JsonMap> sources = sources();
  private final RelatedObjects related = related();

  static Stream<Arguments> judges() {
    return Stream.of(
        Arguments.of("cluster", new Judge(LIMITS, () -> 0), true, 20261127L),
        Arguments.of("verdicts", Judge.ofVerdicts(LIMITS, () -> 0), false, 11L),
        Arguments.of("files", Judge.ofFiles(LIMITS, () -> 0), true, 5L));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("judges")
  void sharingChangesNoVerdictAndNoMessage(String name, Judge judge, boolean tells, long seed) {
    Random random = new Random(seed);
    List<JsonMap> objects = new ArrayList<>();
    for (int number = 0; number < OBJECTS; number++) {
      objects.add(mutated(random));
    }
    Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
    for (Catalog catalog : List.of(library, unusual)) {
      Sharing sharing = judge.sharing(catalog.judged().stream().map(Recommendation::rule).toList());
      for (JsonMap object : objects) {
        Case judged = subject(object, catalog);
        Parts parts = sharing.of(judged);
        for (Recommendation each : catalog.judged()) {
          if (each.rule().kinds().matches(judged.kind())) {
            Judgement alone = ALONE.judge(each, judged);
            assertThat(judge.judge(each, judged, parts))
                .as("%s on %s", each.name(), object)
                .isEqualTo(tells ? alone : withoutMessages(alone));
            seen.merge(alone.verdict(), 1, Integer::sum);
          }
        }
      }
    }
    assertThat(seen).containsOnlyKeys(Verdict.values());
  }

  private static Judgement withoutMessages(Judgement judgement) {
    return judgement.verdict() != Verdict.UNHEALTHY
        ? judgement
        : new Judgement(
            judgement.verdict(),
            judgement.evidence().stream()
                .map(each ->
                    new Judgement.Evidence(each.verdict(), each.reason(), "", each.container()))
                .toList());
  }

  private Case subject(JsonMap object, Catalog catalog) {
    return Case.of(
        object,
        catalog.policy().inventory().kinds(),
        new Known(
            Map.of("shop", Json.object(Map.of("metadata", Map.of("name", "shop")))), related));
  }

  /** What belongs to workloads, all in one namespace. */
  private static RelatedObjects related() {
    RelatedObjects related = RelatedObjects.ofFiles();
    for (JsonMap each : fixtures()) {
      JsonMap object = each.with("metadata", each.object("metadata").with("namespace", "shop"));
      if (RelatedKind.of(KindName.of(object)).isPresent()) {
        related.put(ResourceId.of(object), object, new Workloads());
      }
    }
    return related;
  }

  /** Every fixture that runs pods, as the API server stores it. */
  private static List<JsonMap> sources() {
    return fixtures().stream()
        .filter(object -> PodTemplate.of(object, WorkloadKinds.builtIn()).isPresent())
        .toList();
  }

  private static List<JsonMap> fixtures() {
    return new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream())
            .read(List.of(Project.root().resolve("config/recommendations/fixtures").toString()))
            .manifests()
            .stream()
            .map(Manifest::object)
            .map(Defaults::apply)
            .filter(object -> PodTemplate.of(object, WorkloadKinds.builtIn()).isPresent())
            .toList();
  }

  private JsonMap mutated(Random random) {
    JsonMap object = any(random);
    for (int times = random.nextInt(4); times > 0; times--) {
      object = (JsonMap) mutated(object, any(random), random);
    }
    return object.with(
        "metadata",
        object.object("metadata").with("namespace", random.nextBoolean() ? "shop" : "unknown"));
  }

  private JsonMap any(Random random) {
    return sources.get(random.nextInt(sources.size()));
  }

  /** The tree with one value removed, replaced, or taken from the same place of another tree. */
  private static Object mutated(Object value, Object donor, Random random) {
    if (value instanceof JsonMap map && !map.isEmpty()) {
      List<String> keys = List.copyOf(map.keySet());
      String key = keys.get(random.nextInt(keys.size()));
      JsonMap other = donor instanceof JsonMap given ? given : JsonMap.EMPTY;
      boolean identity = List.of("apiVersion", "kind", "metadata").contains(key);
      int choice = identity ? 0 : random.nextInt(8);
      if (choice == 7 && !map.containsKey("spec")) {
        Map<String, Object> fewer = new LinkedHashMap<>(map);
        fewer.remove(key);
        return Json.object(fewer);
      }
      if (choice == 6 && !other.isEmpty() && !other.containsKey("apiVersion")) {
        List<String> others = List.copyOf(other.keySet());
        String taken = others.get(random.nextInt(others.size()));
        return map.with(taken, other.getOrDefault(taken, ""));
      }
      Object changed = mutated(map.getOrDefault(key, ""), other.getOrDefault(key, ""), random);
      return identity && !(changed instanceof JsonMap) ? map : map.with(key, changed);
    }
    if (value instanceof List<?> list && !list.isEmpty()) {
      List<Object> changed = new ArrayList<>(list);
      int index = random.nextInt(changed.size());
      Object other = donor instanceof List<?> given && !given.isEmpty() ? given.getFirst() : "";
      if (random.nextInt(6) == 0 && other instanceof JsonMap) {
        changed.add(other);
      } else {
        changed.set(index, mutated(changed.get(index), other, random));
      }
      return Json.list(changed);
    }
    Object next = VALUES.get(random.nextInt(VALUES.size()));
    return Json.object(Map.of("value", next)).getOrDefault("value", "");
  }

  private static Catalog unusual() {
    List<SecurityRecommendation> all = new ArrayList<>();
    for (int number = 0; number < UNUSUAL.size(); number++) {
      all.add(
          Serialization.unmarshal(
              """
              apiVersion: securescore.dev/v1alpha1
              kind: SecurityRecommendation
              metadata: {name: unusual-%d}
              spec:
                title: Unusual
                severity: Low
                target: Container
                matchConditions:
                - {name: condition, expression: "podSpec.?hostIPC.orValue(false) == false"}
                variables:
                - {name: image, expression: "container.?image.orValue('')"}
                - {name: whole, expression: "string(container.size())"}
                validations:
                - expression: "%s"
                  message: as ever
                  messageExpression: "%s"
                remediation: {summary: None.}
              """
                  .formatted(number, UNUSUAL.get(number).getFirst(), UNUSUAL.get(number).getLast()),
              SecurityRecommendation.class));
    }
    Catalog catalog =
        new CatalogCompiler(CelLanguage.kubernetes())
            .compile(all, SecureScorePolicySpec.DEFAULT, Set.of(), Instant.EPOCH);
    assertThat(catalog.inactive()).isEmpty();
    return catalog;
  }
}
