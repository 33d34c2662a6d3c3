package dev.securescore.operator.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.CelLanguage;
import dev.securescore.engine.Engine;
import dev.securescore.evaluation.Judge;
import dev.securescore.exemption.Declaration;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.ResourceId;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** The whole writing side on some API; the watching side is a test that feeds it by hand. */
final class WritingBench implements AutoCloseable, CatalogSink {

  static final String NOT_PRIVILEGED =
      """
      apiVersion: securescore.dev/v1alpha1
      kind: SecurityRecommendation
      metadata: {name: privileged-container}
      spec:
        title: Containers should not be privileged
        severity: Critical
        points: 50
        target: Container
        validations:
        - expression: "!container.?securityContext.?privileged.orValue(false)"
        remediation: {summary: Remove privileged.}
      """;

  final MovableClock clock = new MovableClock();
  final TestGate gate = new TestGate();
  private final Exempting exemptions = new Exempting();
  final AtomicBoolean complete = new AtomicBoolean(true);
  final CountingStatusWriter statuses;
  final Engine engine;

  private final KubernetesClient client;
  private final Operator operator;
  private final ReportWriting writing;
  private final CatalogCompiler compiler = new CatalogCompiler(CelLanguage.kubernetes());
  private final Map<String, SecurityRecommendation> recommendations = new TreeMap<>();
  private final Map<ResourceId, JsonMap> objects = new LinkedHashMap<>();
  private SecureScorePolicySpec policy = SecureScorePolicySpec.DEFAULT;

  WritingBench(KubernetesClient client, StatusWriter writer) {
    this.client = client;
    this.statuses = new CountingStatusWriter(writer);
    WriteScheduler scheduler = new WriteScheduler();
    this.engine =
        new Engine(
            Judge.ofVerdicts(
                new BudgetLimits(1_000_000, Duration.ofSeconds(10), 100_000), System::nanoTime),
            clock,
            scheduler);
    this.writing =
        new ReportWriting(
            client,
            engine,
            scheduler,
            statuses,
            this,
            new UncheckedTypes(),
            exemptions,
            EnforcementStates.TURNED_OFF,
            gate,
            complete::get,
            clock);
    this.operator =
        new Operator(configuration ->
            configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withStopOnInformerErrorDuringStartup(false)
                .withUseSSAToPatchPrimaryResource(false));
    for (Reconciler<? extends HasMetadata> reconciler : writing.reconcilers()) {
      operator.register(reconciler);
    }
    writing.exemptionReconcilers().values().forEach(operator::register);
  }

  /** Puts exemptions in force as they come; nothing here is about single containers. */
  private final class Exempting implements ExemptionSink {

    private final Map<ExemptionName, Declaration> declared = new TreeMap<>();

    @Override
    public synchronized void put(Declaration declaration) {
      declared.put(declaration.name(), declaration);
      exempt();
    }

    @Override
    public synchronized void remove(ExemptionName name) {
      declared.remove(name);
      exempt();
    }

    private void exempt() {
      assertThat(
              engine.exempt(
                  Exemptions.of(
                      declared.values(), engine.catalog().policy().exemptions(), clock.instant())))
          .isEmpty();
    }
  }

  void start() {
    operator.start();
  }

  /** Creates a namespace in the API and tells the engine. */
  void namespace(String name) {
    Namespace namespace =
        new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
    client.resource(namespace).create();
    engine.namespace(
        Json.object(
            Map.of(
                "apiVersion", "v1",
                "kind", "Namespace",
                "metadata", Map.of("name", name))));
  }

  /** A Deployment of one container, as the watching side would report it. */
  synchronized void deployment(String namespace, String name, boolean privileged) {
    JsonMap object =
        Json.object(
            Serialization.unmarshal(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: %s, name: %s}
                spec:
                  template:
                    spec:
                      containers:
                      - {name: app, image: "app:1", securityContext: {privileged: %s}}
                """
                    .formatted(namespace, name, privileged),
                Map.class));
    objects.put(ResourceId.of(object), object);
    observe(object);
  }

  @Override
  public synchronized void put(SecurityRecommendation recommendation) {
    recommendations.put(recommendation.getMetadata().getName(), recommendation);
    install();
  }

  @Override
  public synchronized void remove(String name) {
    recommendations.remove(name);
    install();
  }

  @Override
  public synchronized void policy(@Nullable SecureScorePolicy declared) {
    policy = declared == null ? SecureScorePolicySpec.DEFAULT : declared.getSpec();
    install();
  }

  private void install() {
    engine.install(compiler.compile(recommendations.values(), policy, Set.of(), clock.instant()));
    objects.values().forEach(this::observe);
  }

  private void observe(JsonMap object) {
    engine.observe(
        ResourceId.of(object), object, engine.catalog().policy().inventory().standing(object));
  }

  /** Lets time pass in small steps, with a look after each. */
  void pass(Duration time) {
    for (long tenth = 0; tenth < time.toMillis() / 100; tenth++) {
      clock.pass(Duration.ofMillis(100));
      writing.tick();
    }
  }

  /** Lets time pass until something is so; what is not there yet may throw anything. */
  void until(ThrowingRunnable assertion) {
    await()
        .atMost(30, TimeUnit.SECONDS)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .ignoreExceptions()
        .untilAsserted(() -> {
          pass(Duration.ofMillis(500));
          assertion.run();
        });
  }

  /** Lets a time pass, slowly enough for what is handed out to be written. */
  void idle(Duration time) {
    long start = clock.millis();
    await()
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .until(() -> {
          pass(Duration.ofSeconds(1));
          return clock.millis() - start >= time.toMillis();
        });
  }

  @Override
  public void close() {
    writing.close();
    operator.stop();
  }
}
