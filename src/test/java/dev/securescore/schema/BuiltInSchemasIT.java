package dev.securescore.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.KubeApi;
import dev.securescore.Project;
import dev.securescore.inventory.KindName;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The types that we ship are those of a real API server. */
class BuiltInSchemasIT {

  private static final Path FILE =
      Project.root().resolve("src/main/resources/schemas/kubernetes.json");

  /** The paths below {@code /openapi/v3}, by the group whose kinds are shipped. */
  private static final Map<String, String> GROUPS =
      Map.of(
          "", "api/v1",
          "apps", "apis/apps/v1",
          "autoscaling", "apis/autoscaling/v2",
          "batch", "apis/batch/v1",
          "networking.k8s.io", "apis/networking.k8s.io/v1",
          "policy", "apis/policy/v1",
          "rbac.authorization.k8s.io", "apis/rbac.authorization.k8s.io/v1",
          "scheduling.k8s.io", "apis/scheduling.k8s.io/v1",
          "storage.k8s.io", "apis/storage.k8s.io/v1",
          "admissionregistration.k8s.io", "apis/admissionregistration.k8s.io/v1");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shippedTypesAreThoseOfTheServer() throws IOException {
    Map<KindName, String> kinds = new HashMap<>();
    Map<String, Map<String, String>> structs = new TreeMap<>();
    GROUPS.forEach((group, path) -> {
      TypeTable table = OpenApiDocument.kinds(document(path), group);
      kinds.putAll(table.kinds());
      structs.putAll(table.structs());
    });
    String expected = text(kinds, structs);
    if (Boolean.getBoolean("secure-score.update")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, expected);
    }

    assertThat(FILE).as("missing: run hack/generate-schemas.sh").exists();
    assertThat(Files.readString(FILE))
        .as("%s is not what the API server says: run hack/generate-schemas.sh", FILE)
        .isEqualTo(expected);
  }

  private static JsonMap document(String path) {
    try {
      return Json.object(
          JSON.readValue(
              KubeApi.shared().client().raw("/openapi/v3/" + path),
              JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(path, e);
    }
  }

  /** A line for each kind and struct, so that a change shows as such. */
  private static String text(Map<KindName, String> kinds, Map<String, Map<String, String>> structs)
      throws JsonProcessingException {
    Map<String, Map<String, String>> groups = new TreeMap<>();
    kinds.forEach((kind, struct) ->
        groups.computeIfAbsent(kind.group(), _ -> new TreeMap<>()).put(kind.kind(), struct));
    return "{\n\"groups\": {\n"
        + lines(groups)
        + "},\n\"structs\": {\n"
        + lines(structs)
        + "}\n}\n";
  }

  private static String lines(Map<String, Map<String, String>> entries)
      throws JsonProcessingException {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, Map<String, String>> entry : entries.entrySet()) {
      lines
          .append(lines.isEmpty() ? "" : ",\n")
          .append(JSON.writeValueAsString(entry.getKey()))
          .append(": ")
          .append(JSON.writeValueAsString(new TreeMap<>(entry.getValue())));
    }
    return lines.append("\n").toString();
  }
}
