package dev.securescore.cli;

import dev.securescore.cel.CelLanguage;
import dev.securescore.operator.OperatorSettings;
import dev.securescore.operator.RunOperator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the operator; every option has an environment variable that it overrides. */
@Command(
    name = "run",
    description = {
      "Runs the operator against the current cluster until it is told to end.",
      "",
      "Each option has an environment variable, SECURE_SCORE_ and its name, which it overrides.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} run",
      "  ${ROOT-COMMAND-NAME} run --context kind-test --no-leader-election --port 0",
    })
final class RunCommand implements Callable<Integer> {

  private final Console console;
  private final Map<String, String> given = new HashMap<>();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  RunCommand(Console console) {
    this.console = console;
  }

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The operator's own namespace, which holds the lease; default secure-score.")
  void namespace(@Nullable String value) {
    give("NAMESPACE", value);
  }

  @Option(
      names = "--no-leader-election",
      description = "Write without asking other replicas; for one alone.")
  void noLeaderElection(boolean chosen) {
    give("LEADER_ELECTION", chosen ? "false" : null);
  }

  @Option(
      names = "--lease-name",
      paramLabel = "NAME",
      description = "The lease that replicas share; default secure-score.")
  void leaseName(@Nullable String value) {
    give("LEASE_NAME", value);
  }

  @Option(
      names = "--lease-seconds",
      paramLabel = "N",
      description = "After which another may take a lease that is not renewed; default 15.")
  void leaseSeconds(@Nullable String value) {
    give("LEASE_SECONDS", value);
  }

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description = "Who holds the lease; default the host's name.")
  void identity(@Nullable String value) {
    give("IDENTITY", value);
  }

  @Option(
      names = "--bind-address",
      paramLabel = "ADDRESS",
      description = "Where probes and metrics are answered; default 0.0.0.0.")
  void bindAddress(@Nullable String value) {
    give("BIND_ADDRESS", value);
  }

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Their port; default 8080, 0 for any free one.")
  void port(@Nullable String value) {
    give("PORT", value);
  }

  @Option(
      names = "--watch-list",
      description = "Start by a streamed list, which needs Kubernetes 1.34 and less memory.")
  void watchList(boolean chosen) {
    give("WATCH_LIST", chosen ? "true" : null);
  }

  @Option(
      names = "--page-size",
      paramLabel = "N",
      description = "How many objects a list call may return; default 200.")
  void pageSize(@Nullable String value) {
    give("PAGE_SIZE", value);
  }

  @Option(
      names = "--retry-seconds",
      paramLabel = "N",
      description = "How long to wait before an unreadable kind is tried again; default 30.")
  void retrySeconds(@Nullable String value) {
    give("RETRY_SECONDS", value);
  }

  @Option(
      names = "--reconcile-threads",
      paramLabel = "N",
      description = "How many reports are written at once; default 4.")
  void reconcileThreads(@Nullable String value) {
    give("RECONCILE_THREADS", value);
  }

  @Option(
      names = "--namespace-metrics",
      description = "Metrics for each pair of namespace and recommendation.")
  void namespaceMetrics(boolean chosen) {
    give("NAMESPACE_METRICS", chosen ? "true" : null);
  }

  @Option(
      names = "--enforcement",
      description =
          "Keep the admission policies that recommendations ask for; needs rights of its own.")
  void enforcement(boolean chosen) {
    give("ENFORCEMENT", chosen ? "true" : null);
  }

  private void give(String name, @Nullable String value) {
    if (value != null) {
      given.put("SECURE_SCORE_" + name, value);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = new HashMap<>(console.environment());
    environment.putAll(given);
    try {
      OperatorSettings settings = OperatorSettings.of(environment);
      // Beside the client, which takes as long.
      CompletableFuture<CelLanguage> language =
          CompletableFuture.supplyAsync(() -> CelLanguage.kubernetes().readyToEvaluate());
      RunOperator.untilTerminated(cluster.config(), settings, language::join);
      return ExitCode.FINE;
    } catch (IllegalArgumentException wrong) {
      throw new Failure(String.valueOf(wrong.getMessage()), wrong);
    }
  }
}
