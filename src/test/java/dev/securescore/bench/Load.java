package dev.securescore.bench;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills a cluster with Deployments as a real one holds them. */
final class Load {

  /** With managed fields, as the issue that asked for this says. */
  private static final int WANTED_BYTES = 12_000;

  private static final int THREADS = 16;
  private static final String CREATE = "?fieldManager=kubectl-client-side-apply";

  private final KubernetesClient client;
  private final int perNamespace;
  private final boolean owned;
  private final List<Template> templates;

  /** A pod template with the number of settings that bring its Deployment to the wanted size. */
  private record Template(JsonMap template, int settings) {}

  Load(KubernetesClient client, int perNamespace, boolean owned) {
    this.client = client;
    this.perNamespace = perNamespace;
    this.owned = owned;
    this.templates =
        Corpus.find().applications().stream()
            .filter(object -> object.string("kind").equals("Deployment"))
            .map(object -> object.object("spec").object("template"))
            .flatMap(template -> sized(template).stream())
            .toList();
  }

  String namespace(int number) {
    return String.format(Locale.ROOT, "team-%05d", number / perNamespace);
  }

  String name(int number) {
    return String.format(Locale.ROOT, "workload-%05d", number);
  }

  /** Creates everything, and returns the mean size of a Deployment as the API gives it. */
  double create(int workloads) throws InterruptedException, ExecutionException {
    inParallel((workloads + perNamespace - 1) / perNamespace, number -> namespaceOf(number));
    return inParallel(workloads, this::deployment) / workloads;
  }

  private interface Step {
    long run(int number);
  }

  private static double inParallel(int count, Step step)
      throws InterruptedException, ExecutionException {
    double sum = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Long>> all = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        int which = number;
        all.add(threads.submit(() -> step.run(which)));
      }
      for (Future<Long> each : all) {
        sum += each.get();
      }
    }
    return sum;
  }

  private long namespaceOf(int number) {
    String name = String.format(Locale.ROOT, "team-%05d", number);
    return post("/api/v1/namespaces", Map.of("metadata", Map.of("name", name))).length();
  }

  private long deployment(int number) {
    Template template = templates.get(number % templates.size());
    String namespace = namespace(number);
    Map<String, Object> deployment =
        deployment(template.template(), template.settings(), number, namespace);
    String created =
        post("/apis/apps/v1/namespaces/" + namespace + "/deployments" + CREATE, deployment);
    if (owned) {
      children(namespace, name(number), deployment, uid(created));
    }
    return created.getBytes(StandardCharsets.UTF_8).length;
  }

  private Map<String, Object> deployment(
      JsonMap template, int settings, int number, String namespace) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("replicas", 3);
    spec.put("selector", Map.of("matchLabels", Map.of("app", name(number))));
    spec.put("template", distinct(template, settings, number));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "apps/v1");
    object.put("kind", "Deployment");
    object.put("spec", spec);
    String applied = Serialization.asJson(object);
    object.put(
        "metadata",
        Map.of(
            "name", name(number),
            "namespace", namespace,
            "labels", Map.of("app.kubernetes.io/name", name(number)),
            "annotations", Map.of("kubectl.kubernetes.io/last-applied-configuration", applied)));
    return object;
  }

  private JsonMap distinct(JsonMap template, int settings, int number) {
    List<Object> containers = new ArrayList<>(template.object("spec").list("containers"));
    if (containers.getFirst() instanceof JsonMap first) {
      List<Object> environment = new ArrayList<>(first.list("env"));
      for (int setting = 0; setting < settings; setting++) {
        environment.add(
            Map.of(
                "name", "SETTING_" + setting,
                "value", "value-" + setting + "-of-" + name(number) + "-for-the-benchmark"));
      }
      containers.set(
          0, first.with("env", environment).with("image", "registry.example.com/app:1." + number));
    }
    return template
        .with("metadata", Map.of("labels", Map.of("app", name(number))))
        .with("spec", template.object("spec").with("containers", containers));
  }

  /** Two ReplicaSets, an old one without replicas, and three Pods of the new one. */
  private void children(
      String namespace, String name, Map<String, Object> deployment, String deploymentUid) {
    JsonMap spec = Json.object(deployment).object("spec");
    Map<String, Object> owner = owner("Deployment", name, deploymentUid);
    String sets = "/apis/apps/v1/namespaces/" + namespace + "/replicasets" + CREATE;
    post(sets, child(name + "-old", owner, Map.of(), spec.with("replicas", 0)));
    String set = post(sets, child(name + "-new", owner, Map.of(), spec));
    JsonMap template = spec.object("template");
    for (int pod = 0; pod < 3; pod++) {
      post(
          "/api/v1/namespaces/" + namespace + "/pods" + CREATE,
          child(
              name + "-new-" + pod,
              owner("ReplicaSet", name + "-new", uid(set)),
              template.object("metadata").object("labels"),
              template.object("spec")));
    }
  }

  private static Map<String, Object> owner(String kind, String name, String uid) {
    return Map.of(
        "apiVersion", "apps/v1", "kind", kind, "name", name, "uid", uid, "controller", true);
  }

  private static Map<String, Object> child(
      String name, Map<String, Object> owner, Map<String, ?> labels, JsonMap spec) {
    return Map.of(
        "metadata",
        Map.of("name", name, "labels", labels, "ownerReferences", List.of(owner)),
        "spec",
        spec);
  }

  private static String uid(String created) {
    int start = created.indexOf("\"uid\":\"") + 7;
    return created.substring(start, created.indexOf('"', start));
  }

  private String post(String path, Map<String, Object> object) {
    return client.raw(path, "POST", Serialization.asJson(object));
  }

  /** Asks the API how large a Deployment becomes; empty where it refuses the template. */
  private List<Template> sized(JsonMap template) {
    try {
      long none = dryRun(template, 0);
      long ten = dryRun(template, 10);
      long settings = Math.max(0, 10 * (WANTED_BYTES - none) / Math.max(1, ten - none));
      return List.of(new Template(template, (int) settings));
    } catch (KubernetesClientException refused) {
      return List.of();
    }
  }

  private long dryRun(JsonMap template, int settings) {
    return post(
            "/apis/apps/v1/namespaces/default/deployments" + CREATE + "&dryRun=All",
            deployment(template, settings, 0, "default"))
        .length();
  }
}
