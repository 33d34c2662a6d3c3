package dev.securescore.operator.watch;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cel.common.types.StructType;
import dev.securescore.inventory.ResourceName;
import dev.securescore.json.Json;
import dev.securescore.schema.OpenApiDocument;
import dev.securescore.schema.Schemas;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the custom kinds of a cluster look like, as its API server publishes it.
 *
 * <p>Every resource is asked for once; one that cannot be read is not known. Belongs to one thread.
 */
final class ClusterSchemas implements Schemas {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterSchemas.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final BoundedReading reading;
  private final Discovery discovery;
  private final Map<ResourceName, Optional<StructType>> known = new HashMap<>();
  private int asked;

  ClusterSchemas(KubernetesClient client, Discovery discovery) {
    this.reading = new BoundedReading(client);
    this.discovery = discovery;
  }

  /** How often they were asked for. */
  int asked() {
    return asked;
  }

  @Override
  public Optional<StructType> of(ResourceName resource) {
    asked++;
    return known.computeIfAbsent(resource, this::read);
  }

  private Optional<StructType> read(ResourceName resource) {
    try {
      Optional<WatchedKind> kind = discovery.find(resource);
      return kind.isEmpty() ? Optional.empty() : read(kind.get());
    } catch (IOException | KubernetesClientException e) {
      LOG.debug("schema not read resource={} reason=\"{}\"", resource, e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<StructType> read(WatchedKind kind) throws IOException {
    String group = kind.name().group();
    byte[] document =
        reading.get("/openapi/v3/" + (group.isEmpty() ? "api/" : "apis/") + kind.apiVersion());
    return OpenApiDocument.kinds(
            Json.object(JSON.readValue(document, new TypeReference<Map<String, Object>>() {})),
            group)
        .typeOf(kind.name());
  }
}
