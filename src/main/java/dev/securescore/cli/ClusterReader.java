package dev.securescore.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a cluster as JSON, page by page, and says plainly why it cannot. */
final class ClusterReader implements AutoCloseable {

  static final String OURS = "/apis/securescore.dev/v1alpha1";

  private static final int PAGE = 500;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final KubernetesClient client;
  private final String cluster;
  private final String namespace;

  ClusterReader(KubernetesClient client, String cluster, String namespace) {
    this.client = client;
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** What the kubeconfig calls the cluster. */
  String cluster() {
    return cluster;
  }

  /** The namespace of the context. */
  String namespace() {
    return namespace;
  }

  /** The object under a path of the API; empty where there is none. */
  Optional<JsonMap> get(String path) {
    try {
      @Nullable String text = client.raw(path);
      return text == null ? Optional.empty() : Optional.of(parse(text));
    } catch (KubernetesClientException failed) {
      if (failed.getCode() == 404) {
        return Optional.empty();
      }
      throw explained(path, failed);
    }
  }

  /** Every object of a list, in pages of {@value #PAGE}; nothing where the list is not served. */
  void list(String path, Consumer<JsonMap> each) {
    String position = "";
    do {
      JsonMap page = get(path + "?limit=" + PAGE + position).orElse(JsonMap.EMPTY);
      String apiVersion = page.string("apiVersion");
      String kind = page.string("kind").replaceFirst("List$", "");
      page.list("items")
          .objects()
          .forEach(item -> each.accept(item.with("apiVersion", apiVersion).with("kind", kind)));
      String next = page.object("metadata").string("continue");
      position =
          next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!position.isEmpty());
  }

  /** Fills a record of our API from what was read. */
  static <T> T fill(JsonMap json, Class<T> type) {
    return MAPPER.convertValue(json, type);
  }

  private static JsonMap parse(String text) {
    try {
      return Json.object(MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException broken) {
      throw new Failure("the API server answered with something that is no JSON object", broken);
    }
  }

  private Failure explained(String path, KubernetesClientException failed) {
    return switch (failed.getCode()) {
      case 401 ->
          new Failure(
              "the cluster '" + cluster + "' does not accept your credentials; log in again",
              failed);
      case 403 ->
          new Forbidden(
              "you may not read " + path + " in the cluster '" + cluster + "'; ask for that right",
              failed);
      case 0 ->
          new Failure(
              "the cluster '"
                  + cluster
                  + "' does not answer at "
                  + client.getMasterUrl()
                  + "; does 'kubectl version' reach it?",
              failed);
      default ->
          new Failure(
              "the API server answered "
                  + failed.getCode()
                  + " for "
                  + path
                  + ": "
                  + failed.getMessage(),
              failed);
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
