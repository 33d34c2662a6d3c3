package dev.securescore.operator.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkeletonStoreTest {

  private final List<String> heard = new ArrayList<>();
  private final SkeletonStore store =
      new SkeletonStore(
          new SkeletonStore.Arrivals() {
            @Override
            public void arrived(ReadObject object, boolean anew) {
              heard.add((anew ? "anew " : "arrived ") + object.getMetadata().getName());
            }

            @Override
            public void left(String namespace, String name) {
              heard.add("left " + namespace + "/" + name);
            }
          });

  private void put(String name, String version) {
    ReadObject object =
        Serialization.unmarshal(
            """
            metadata: {namespace: shop, name: %s, resourceVersion: "%s"}
            spec: {much: text}
            """
                .formatted(name, version),
            ReadObject.class);
    store.put(store.getKey(object), object);
  }

  @Test
  void everyVersionIsHandedOnOnce() {
    put("cart", "1");
    put("cart", "1");
    put("cart", "2");
    store.remove("shop/cart");
    store.remove("shop/cart");

    assertThat(heard).containsExactly("arrived cart", "arrived cart", "left shop/cart");
  }

  @Test
  void onlyNameAndVersionAreKept() {
    put("cart", "1");

    ReadObject kept = requireNonNull(store.get("shop/cart"));

    assertThat(store.getKey(kept)).isEqualTo("shop/cart");
    assertThat(kept.getMetadata().getResourceVersion()).isEqualTo("1");
    assertThat(kept.as(BuiltInKinds.NAMESPACE)).doesNotContainKey("spec");
    assertThat(store.isFullState()).isFalse();
  }

  @Test
  void forgottenVersionsAreHandedOnAgainAndStillMissedWhenGone() {
    put("cart", "1");
    put("web", "2");
    heard.clear();

    store.forgetVersions();
    put("cart", "1");
    store.remove("shop/web");

    assertThat(heard).containsExactly("anew cart", "left shop/web");
  }

  @Test
  void closedStoreHandsNothingOn() {
    put("cart", "1");
    heard.clear();

    store.close();
    put("web", "2");
    store.remove("shop/cart");

    assertThat(heard).isEmpty();
  }
}
