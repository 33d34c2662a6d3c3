package dev.securescore.operator.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import dev.securescore.json.JsonReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of any kind as the API sent it, without managed fields.
 *
 * <p>It is read at once into what is judged: the client's own model of any kind holds as much again
 * as maps, which would have to be copied.
 */
@JsonDeserialize(using = ReadObject.Reader.class)
final class ReadObject implements HasMetadata {

  private static final long serialVersionUID = 1L;
  private static final List<String> MANAGED_FIELDS = List.of("metadata", "managedFields");

  private final transient JsonMap sent;
  private ObjectMeta metadata;

  private ReadObject(JsonMap sent, ObjectMeta metadata) {
    this.sent = sent;
    this.metadata = metadata;
  }

  private static ReadObject of(JsonMap sent) {
    JsonMap metadata = sent.object("metadata");
    return of(
        sent,
        metadata.string("namespace"),
        metadata.string("name"),
        metadata.string("resourceVersion"));
  }

  /** What stands for an object of which nothing else is kept. */
  static ReadObject skeleton(String namespace, String name, String version) {
    return of(JsonMap.EMPTY, namespace, name, version);
  }

  private static ReadObject of(JsonMap sent, String namespace, String name, String version) {
    return new ReadObject(
        sent,
        new ObjectMetaBuilder()
            .withNamespace(namespace.isEmpty() ? null : namespace)
            .withName(name)
            .withResourceVersion(version)
            .build());
  }

  /** The object with the kind that it was asked for, which items of a list do not say. */
  JsonMap as(WatchedKind kind) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", kind.apiVersion());
    tree.put("kind", kind.name().kind());
    sent.forEach(tree::putIfAbsent);
    return Json.object(tree);
  }

  /** Its name, its namespace and its version; nothing else. */
  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ObjectMeta other) {
    metadata = other;
  }

  @Override
  public String getKind() {
    return sent.string("kind");
  }

  @Override
  public String getApiVersion() {
    return sent.string("apiVersion");
  }

  /** Does nothing: {@link #as} tells the version. */
  @Override
  public void setApiVersion(@Nullable String version) {}

  static final class Reader extends StdDeserializer<ReadObject> {

    private static final long serialVersionUID = 1L;

    Reader() {
      super(ReadObject.class);
    }

    @Override
    public ReadObject deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return of(JsonReader.object(parser, MANAGED_FIELDS));
    }
  }
}
