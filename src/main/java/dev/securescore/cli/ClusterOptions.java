package dev.securescore.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command talks to, as kubectl has it. */
final class ClusterOptions {

  private static final int TIMEOUT_MILLISECONDS = 15_000;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig; else $KUBECONFIG, ~/.kube/config, or the pod's own account.")
  private @Nullable Path kubeconfig;

  @Option(names = "--context", paramLabel = "NAME", description = "The context of the kubeconfig.")
  private @Nullable String context;

  /** Opens the cluster that was chosen; connects only when something is read. */
  ClusterReader open() {
    Config config = config();
    config.setConnectionTimeout(TIMEOUT_MILLISECONDS);
    config.setRequestTimeout(TIMEOUT_MILLISECONDS);
    config.setRequestRetryBackoffLimit(1);
    @Nullable String namespace = config.getNamespace();
    return new ClusterReader(
        new KubernetesClientBuilder().withConfig(config).build(),
        name(config),
        namespace == null ? "default" : namespace);
  }

  /** The configuration of the client for the chosen cluster. */
  Config config() {
    @Nullable Path file = kubeconfig;
    @Nullable String name = context;
    if (file != null && !Files.isReadable(file)) {
      throw new Failure("the kubeconfig " + file + " cannot be read");
    }
    Config config =
        file == null ? Config.autoConfigure(name) : Config.fromKubeconfig(name, file.toFile());
    boolean inCluster = System.getenv("KUBERNETES_SERVICE_HOST") != null;
    if (config.getCurrentContext() == null && file == null && !inCluster) {
      throw new Failure(
          "no cluster: there is no kubeconfig with a current context. Name one with --kubeconfig or "
              + "KUBECONFIG, or try 'secure-score scan PATH' and 'secure-score demo', which need none");
    }
    if (name != null
        && (config.getCurrentContext() == null
            || !name.equals(config.getCurrentContext().getName()))) {
      throw new Failure(
          "the kubeconfig has no context '" + name + "'; see 'kubectl config get-contexts'");
    }
    return config;
  }

  private static String name(Config config) {
    return config.getCurrentContext() == null
        ? config.getMasterUrl()
        : config.getCurrentContext().getContext().getCluster();
  }
}
