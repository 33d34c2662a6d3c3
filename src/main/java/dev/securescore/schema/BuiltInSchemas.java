package dev.securescore.schema;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cel.common.types.StructType;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the kinds of Kubernetes itself look like, as this program ships it.
 *
 * <p>The file is made of a real API server's OpenAPI documents by {@code hack/generate-schemas.sh}.
 */
public final class BuiltInSchemas implements Schemas {

  private static final String FILE = "/schemas/kubernetes.json";

  private final Map<ResourceName, StructType> types = new HashMap<>();

  private BuiltInSchemas(TypeTable table) {
    TypeTable.Types all = table.types();
    table
        .kinds()
        .keySet()
        .forEach(kind -> all.of(kind).ifPresent(type -> types.put(kind.resource(), type)));
  }

  /** Reads them, which takes a moment. */
  public static BuiltInSchemas read() {
    return new BuiltInSchemas(table());
  }

  /** The table as it is in the file: groups of kinds, and the fields of structs. */
  static TypeTable table() {
    try (InputStream stream = BuiltInSchemas.class.getResourceAsStream(FILE)) {
      File file =
          JsonMapper.builder()
              .build()
              .readValue(Objects.requireNonNull(stream, FILE), new TypeReference<File>() {});
      Map<KindName, String> kinds = new HashMap<>();
      file.groups()
          .forEach((group, names) ->
              names.forEach((kind, struct) -> kinds.put(new KindName(group, kind), struct)));
      return new TypeTable(kinds, file.structs());
    } catch (IOException broken) {
      throw new UncheckedIOException("the program's own schemas cannot be read", broken);
    }
  }

  /**
   * What the file holds.
   *
   * @param groups the struct of each kind, by group and kind
   * @param structs the types of each struct's fields
   */
  record File(Map<String, Map<String, String>> groups, Map<String, Map<String, String>> structs) {}

  @Override
  public Optional<StructType> of(ResourceName resource) {
    return Optional.ofNullable(types.get(resource));
  }
}
