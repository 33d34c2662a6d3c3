package dev.securescore.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  @Test
  void argoApplicationIsNamedWithItsNamespace() {
    assertThat(Delivery.managedBy(tracked("argocd_shop:apps/Deployment:shop/cart")))
        .isEqualTo("argocd:argocd/shop");
  }

  @Test
  void claimThatNoStatusTakesIsNone() {
    assertThat(Delivery.managedBy(tracked("x".repeat(600)))).isEmpty();
  }

  private static JsonMap tracked(String id) {
    return Json.object(
        Map.of("metadata", Map.of("annotations", Map.of("argocd.argoproj.io/tracking-id", id))));
  }
}
