package dev.securescore.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Our evaluator beside Kubernetes' own and plain cel-go, each in processes of its own, in turn. */
@Command(
    name = "bench/cel",
    mixinStandardHelpOptions = true,
    description = "Counts evaluations per CPU-second of three evaluators; verdicts must agree.")
final class CelBench implements Callable<Integer> {

  private static final String OURS = "secure-score, budgets on";
  private static final String KUBERNETES = "Kubernetes 1.37, cost tracking";
  private static final String CEL_GO = "cel-go, no budget";

  @Option(names = "--rounds", defaultValue = "5", description = "Default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "CPU-seconds measured in a round; default ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "8",
      description = "CPU-seconds before; default ${DEFAULT-VALUE}.")
  private double warmUp;

  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private final Map<String, Path> outcomes = new LinkedHashMap<>();

  static void main(String[] arguments) {
    System.exit(new CommandLine(new CelBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory("secure-score-bench");
    Path document = temporary.resolve("task.json");
    List<String> files = List.of("ours", "kubernetes", "cel-go");
    try {
      CelTask task = CelTask.ofLibrary();
      new JsonMapper().writeValue(document.toFile(), task.document());
      for (int round = 0; round < rounds; round++) {
        run(OURS, java(), temporary.resolve("ours"));
        run(KUBERNETES, go("kubernetes", document), temporary.resolve("kubernetes"));
        run(CEL_GO, go("cel-go", document), temporary.resolve("cel-go"));
      }
      agree(task, KUBERNETES);
      agree(task, CEL_GO);
      report(task);
      return 0;
    } finally {
      for (String file : files) {
        Files.deleteIfExists(temporary.resolve(file));
      }
      Files.deleteIfExists(document);
      Files.delete(temporary);
    }
  }

  private List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-Xmx512m",
        "-Dsecure-score.root=" + System.getProperty("secure-score.root"),
        "-Dsecure-score.corpus=" + System.getProperty("secure-score.corpus"),
        "-cp",
        System.getProperty("java.class.path"),
        CelRun.class.getName());
  }

  private static List<String> go(String evaluator, Path document) {
    String program = System.getProperty("bench.kubernetes-cel", "kubernetes-cel");
    return List.of(program, evaluator, document.toString());
  }

  private void run(String name, List<String> program, Path outcome)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(program);
    command.add(outcome.toString());
    command.add(Double.toString(warmUp));
    command.add(Double.toString(seconds));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(name + " failed, see above");
    }
    JsonNode figures = new JsonMapper().readTree(answer);
    double rate = figures.get("evaluations").asDouble() / figures.get("cpuSeconds").asDouble();
    rates.computeIfAbsent(name, unknown -> new ArrayList<>()).add(rate);
    outcomes.put(name, outcome);
  }

  /** Fails where one outcome differs from ours, naming the first. */
  private void agree(CelTask task, String other) throws IOException {
    String ours = Files.readString(outcomes.get(OURS));
    String theirs = Files.readString(outcomes.get(other));
    int place = 0;
    for (CelTask.Subject input : task.inputs()) {
      for (int asked : task.asked(input)) {
        CelTask.Question rule = task.rules().get(asked);
        int sites = rule.perContainer() ? input.template().containers().size() : 1;
        int length = sites * rule.expressions();
        String own = ours.substring(place, place + length);
        if (!theirs.startsWith(own, place)) {
          throw new IllegalStateException(
              "%s differs: recommendation %s on %s gives %s, ours %s"
                  .formatted(
                      other,
                      rule.name(),
                      input.object(),
                      theirs.substring(place, Math.min(theirs.length(), place + length)),
                      own));
        }
        place += length;
      }
    }
    if (place != ours.length() || place != theirs.length() || place == 0) {
      throw new IllegalStateException(
          "%d outcomes expected, ours %d, of %s %d"
              .formatted(place, ours.length(), other, theirs.length()));
    }
  }

  private void report(CelTask task) throws IOException {
    BenchReport report = new BenchReport("cel");
    String all = Files.readString(outcomes.get(OURS));
    List<List<String>> rows = new ArrayList<>();
    for (String name : rates.keySet()) {
      Samples rate = Samples.of(rates.get(name));
      rows.add(List.of(name, rate.spread("%,.0f"), ratio(name).spread("%.2f")));
      report.value(name, rates.get(name));
    }
    report.table(
        "Evaluations per CPU-second, median of %d rounds in turn (least–greatest)"
            .formatted(rounds),
        List.of("evaluator", "evaluations a CPU-second", "ours ÷ this"),
        rows);
    report.note(
        "%d expressions of %d recommendations on %d workloads: %,d evaluations a pass, %,d true, %,d false, %,d errors; the outcomes of all three are identical"
            .formatted(
                task.rules().stream().mapToInt(CelTask.Question::expressions).sum(),
                task.rules().size(),
                task.inputs().size(),
                all.length() - count(all, '-'),
                count(all, 'T'),
                count(all, 'F'),
                count(all, 'E')));
    if (!task.skipped().isEmpty()) {
      report.note("left out, as they read other objects: " + String.join(", ", task.skipped()));
    }
    Samples ratio = ratio(KUBERNETES);
    report.goal(
        "CEL evaluations per CPU-second, budgets on",
        "3.5 × Kubernetes' own (aim 4)",
        String.format(Locale.ROOT, "%.2f ×", ratio.median()),
        ratio.median() >= 3.5);
    report.print(System.out);
  }

  private Samples ratio(String name) {
    List<Double> ours = rates.getOrDefault(OURS, List.of());
    List<Double> theirs = rates.getOrDefault(name, List.of());
    return Samples.of(
        IntStream.range(0, rounds).mapToObj(round -> ours.get(round) / theirs.get(round)).toList());
  }

  private static long count(String outcomes, char outcome) {
    return outcomes.chars().filter(each -> each == outcome).count();
  }
}
