package dev.securescore.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and decodes what the operator has to read, in pages of its size, and keeps nothing. */
final class ListRun {

  private static final List<List<String>> KINDS =
      List.of(
          List.of("v1", "Namespace"),
          List.of("apps/v1", "Deployment"),
          List.of("apps/v1", "ReplicaSet"),
          List.of("v1", "Pod"));

  private ListRun() {}

  static void main(String[] arguments) {
    Config config = Config.fromKubeconfig(Path.of(arguments[0]).toFile());
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      long objects = 0;
      for (List<String> kind : KINDS) {
        objects += count(client, kind.getFirst(), kind.getLast());
      }
      System.out.println(objects);
    }
  }

  private static long count(KubernetesClient client, String apiVersion, String kind) {
    long objects = 0;
    @Nullable String next = null;
    do {
      GenericKubernetesResourceList page =
          client
              .genericKubernetesResources(apiVersion, kind)
              .inAnyNamespace()
              .list(new ListOptionsBuilder().withLimit(500L).withContinue(next).build());
      objects += page.getItems().size();
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return objects;
  }
}
