package dev.securescore.library;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.securescore.KubeApi;
import dev.securescore.inventory.KindName;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tries on the real API server what would become of an object, and changes nothing there. */
final class DryRun {

  private static final String EPHEMERAL = "ephemeralContainers";
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final KubeApi api;
  private final Map<String, APIResource> resources = new ConcurrentHashMap<>();
  private final AtomicInteger pods = new AtomicInteger();

  /** What the server says. */
  sealed interface Answer {

    /** It would take the object. */
    record Taken() implements Answer {}

    /** It would not. */
    record Refused(String message) implements Answer {}
  }

  DryRun(KubeApi api) {
    this.api = api;
  }

  /**
   * Tries to create an object.
   *
   * <p>A Pod with ephemeral containers cannot be created: it is created without them, and they are
   * tried on their subresource.
   */
  Answer create(JsonMap object) {
    try {
      if (object.string("kind").equals("Pod") && !object.object("spec").list(EPHEMERAL).isEmpty()) {
        addToPod(object);
      } else {
        send("POST", path(object) + "?dryRun=All", object);
      }
      return new Answer.Taken();
    } catch (KubernetesClientException refused) {
      return new Answer.Refused(String.valueOf(refused.getStatus().getMessage()));
    }
  }

  private void addToPod(JsonMap pod) {
    JsonMap metadata = pod.object("metadata");
    JsonMap named = metadata.with("name", "pod-" + pods.incrementAndGet());
    JsonMap without =
        pod.with("spec", pod.object("spec").with(EPHEMERAL, List.of()))
            .with("metadata", named.with("labels", Map.of()));
    String path = path(pod) + "/" + named.string("name");
    JsonMap created = send("POST", path(pod), without);
    JsonMap labelled =
        created.with(
            "metadata", created.object("metadata").with("labels", metadata.object("labels")));
    JsonMap stored = send("PUT", path, labelled);
    JsonMap wanted =
        stored.with(
            "spec", stored.object("spec").with(EPHEMERAL, pod.object("spec").list(EPHEMERAL)));
    send("PUT", path + "/ephemeralcontainers?dryRun=All", wanted);
  }

  private JsonMap send(String method, String path, JsonMap body) {
    String answer = api.client().raw(path, method, Serialization.asJson(body));
    return Json.object(Serialization.unmarshal(answer, OBJECT));
  }

  private String path(JsonMap object) {
    String version = object.string("apiVersion");
    APIResource resource =
        resources.computeIfAbsent(version + " " + object.string("kind"), key -> resource(object));
    return (version.contains("/") ? "/apis/" : "/api/")
        + version
        + (resource.getNamespaced()
            ? "/namespaces/" + object.object("metadata").string("namespace")
            : "")
        + "/"
        + resource.getName();
  }

  private APIResource resource(JsonMap object) {
    return Objects.requireNonNull(api.client().getApiResources(object.string("apiVersion")))
        .getResources()
        .stream()
        .filter(each ->
            each.getKind().equals(KindName.of(object).kind()) && !each.getName().contains("/"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not served: " + KindName.of(object)));
  }
}
