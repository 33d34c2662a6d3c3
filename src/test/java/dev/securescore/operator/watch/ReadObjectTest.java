package dev.securescore.operator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadObjectTest {

  private static final WatchedKind DEPLOYMENT =
      WatchedKind.of(ResourceDefinitionContext.fromResourceType(Deployment.class));

  private static final String SENT =
      """
      {"metadata": {"name": "cart", "namespace": "shop", "resourceVersion": "7",
                    "annotations": {"managedFields": "of a user"},
                    "managedFields": [{"manager": "kubectl", "fieldsV1": {"f:spec": {}}}]},
       "spec": {"replicas": 3, "huge": 123456789012345678901234567890, "ratio": 0.5, "none": null,
                "list": [1, null, "two", true, {"managedFields": "elsewhere"}]}}
      """;

  @Test
  void objectIsWhatTheApiSentWithoutManagedFieldsAndNulls() {
    assertThat(read(SENT).as(DEPLOYMENT))
        .isEqualTo(
            Json.object(
                Map.of(
                    "apiVersion",
                    "apps/v1",
                    "kind",
                    "Deployment",
                    "metadata",
                    Map.of(
                        "name", "cart",
                        "namespace", "shop",
                        "resourceVersion", "7",
                        "annotations", Map.of("managedFields", "of a user")),
                    "spec",
                    Map.of(
                        "replicas",
                        3L,
                        "huge",
                        123456789012345678901234567890.0,
                        "ratio",
                        0.5,
                        "list",
                        List.of(1L, "two", true, Map.of("managedFields", "elsewhere"))))));
  }

  @Test
  void clientFindsWhatItNeedsOfTheMetadata() {
    ReadObject object = read(SENT);

    assertThat(object.getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(object.getMetadata().getName()).isEqualTo("cart");
    assertThat(object.getMetadata().getResourceVersion()).isEqualTo("7");
  }

  @Test
  void eventOfAWatchIsReadFromTheModelThatTheClientMadeOfIt() {
    Deployment model =
        Serialization.unmarshal(
            SENT.replace(
                "{\"metadata\"",
                "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\""),
            Deployment.class);

    JsonMap read =
        new KubernetesSerialization().convertValue(model, ReadObject.class).as(DEPLOYMENT);

    assertThat(read.object("metadata")).doesNotContainKey("managedFields");
    assertThat(read.object("spec").number("replicas", 1)).isEqualTo(3);
  }

  @Test
  void pageHoldsItsObjectsAndWhereItGoesOn() {
    ReadObjects page =
        Serialization.unmarshal(
            "{\"metadata\": {\"continue\": \"next\"}, \"items\": [" + SENT + "]}",
            ReadObjects.class);

    assertThat(page.getMetadata().getContinue()).isEqualTo("next");
    assertThat(page.getItems()).singleElement().isInstanceOf(ReadObject.class);
  }

  private static ReadObject read(String json) {
    return Serialization.unmarshal(json, ReadObject.class);
  }
}
