package dev.securescore.cli;

import dev.securescore.catalog.BuiltInDocuments;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.output.DemoReport;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the whole operator at work without a cluster. */
@Command(
    name = "demo",
    description = {
      "Runs the whole operator on an embedded Kubernetes API, with the library and sample workloads.",
      "Prints what kubectl would show and what to fix next, and stays until Ctrl-C.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} demo",
      "  ${ROOT-COMMAND-NAME} demo --once deploy/",
    })
final class DemoCommand implements Callable<Integer> {

  private final RootCommand root;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Your own manifests instead of the samples.")
  private List<String> paths = List.of();

  @Option(names = "--once", description = "Print and end.")
  private boolean once;

  DemoCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    quietLogs();
    Console console = root.console();
    boolean complete = true;
    List<JsonMap> objects = BuiltInDocuments.in("samples");
    if (!paths.isEmpty()) {
      Manifests manifests = new ManifestReader(ReaderLimits.defaults(), console.in()).read(paths);
      manifests.problems().forEach(problem -> console.say(problem.toString()));
      manifests.notices().forEach(notice -> console.say(notice.toString()));
      complete = manifests.problems().isEmpty();
      objects = manifests.manifests().stream().map(Manifest::object).toList();
    }
    try (DemoCluster demo = DemoCluster.start(objects, console.clock())) {
      DemoReport report = demo.report();
      console.print(DemoReport.text(report, console.clock().instant(), root.screen()));
      String metrics = "metrics: http://127.0.0.1:" + demo.metricsPort() + "/metrics";
      if (once) {
        console.say(metrics + " (while the demo runs; leave out --once)");
      } else {
        console.say(metrics + "   Ctrl-C ends");
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop"));
        new CountDownLatch(1).await();
      }
    }
    return complete ? ExitCode.FINE : ExitCode.FAILED;
  }

  /** What the operator would log is no part of a demonstration. */
  private void quietLogs() {
    if (!root.debug() && System.getenv("SECURE_SCORE_LOG_LEVEL") == null) {
      System.setProperty("SECURE_SCORE_LOG_LEVEL", "WARN");
    }
  }
}
