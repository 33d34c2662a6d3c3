package dev.securescore.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plain scalars mean to kubectl and the real API server is what they mean to us. */
class ScalarTypesIT {

  private static final List<String> SCALARS =
      List.of(
          "y",
          "Y",
          "yes",
          "on",
          "On",
          "true",
          "True",
          "n",
          "no",
          "off",
          "FALSE",
          "tRUE",
          "nope",
          "~",
          "null",
          "Null",
          "nULL",
          "0644",
          "0o644",
          "0O644",
          "0x1a4",
          "0X1A",
          "0b11",
          "-0b11",
          "+12",
          "4_20",
          "1_",
          "_1",
          "1__0",
          "0_7",
          "089",
          "08x",
          "0",
          "-0",
          "00",
          "0x",
          "0b2",
          "1.",
          "1.0",
          "-.5",
          ".5",
          "._5",
          "1_0.5",
          "1e3",
          "1E+3",
          "1e-3",
          "4.25e2",
          "12e",
          "1e22",
          "1e999",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "18446744073709551616",
          "1:30",
          "190:20:30",
          "2001-01-01",
          "2001-12-14t21:59:43.10-05:00",
          "1.2.3",
          "500m",
          "1Gi",
          "'yes'",
          "\"1\"",
          "!!str 1",
          "=",
          "<",
          "a: ",
          "-a",
          "\"\\u00e9\"");

  private static final List<String> KEYS = List.of("y", "no", "1", "0x10", "1.5", "2001-01-01");

  @TempDir Path folder;

  @Test
  void scalarsAreWhatTheServerTakesThemFor() throws IOException {
    KubeApi api = KubeApi.shared();
    define(api);
    StringBuilder spec = new StringBuilder();
    for (int number = 0; number < SCALARS.size(); number++) {
      if (!SCALARS.get(number).endsWith(": ")) {
        spec.append("  v%d: %s\n".formatted(number, SCALARS.get(number)));
      }
    }
    KEYS.forEach(key -> spec.append("  %s: key\n".formatted(key)));
    spec.append("  base: &base {a: 1, b: 1}\n  merged: {<<: *base, a: 2}\n");
    String text =
        "apiVersion: tests.example/v1\nkind: Typed\nmetadata: {name: typed}\nspec:\n" + spec;

    JsonMap ours = DocumentsTest.read(text).manifests().getFirst().object();

    assertThat(ours.object("spec")).isEqualTo(stored(api, text).object("spec"));
  }

  private JsonMap stored(KubeApi api, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("typed.yaml"), text);
    Output output =
        api.kubectl("create", "--dry-run=server", "--output=json", "--filename=" + file);
    return Json.object(
        Serialization.unmarshal(output.orFail(), new TypeReference<Map<String, Object>>() {}));
  }

  private void define(KubeApi api) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("definition.yaml"),
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: typeds.tests.example}
            spec:
              group: tests.example
              scope: Cluster
              names: {kind: Typed, plural: typeds}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """);
    api.kubectl("apply", "--filename=" + file).orFail();
    api.kubectl("wait", "--for=condition=Established", "--timeout=60s", "--filename=" + file)
        .orFail();
  }
}
