package dev.securescore.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.securescore.Project;
import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code secure-score scan} beside kube-score on the same files, run in turn. */
@Command(
    name = "bench/scan",
    mixinStandardHelpOptions = true,
    description = "Times 'secure-score scan' beside kube-score on the same files.")
final class ScanBench implements Callable<Integer> {

  private static final Path NOWHERE = Path.of("/dev/null");

  @Option(names = "--workloads", defaultValue = "5000", description = "Default ${DEFAULT-VALUE}.")
  private int workloads;

  @Option(names = "--files", defaultValue = "100", description = "Default ${DEFAULT-VALUE}.")
  private int files;

  @Option(names = "--rounds", defaultValue = "5", description = "Default ${DEFAULT-VALUE}.")
  private int rounds;

  private final String kubeScore = System.getProperty("bench.kube-score", "kube-score");
  private final String secureScore = Project.root().resolve("secure-score").toString();
  private final BenchReport report = new BenchReport("scan");
  private final List<List<String>> rows = new ArrayList<>();

  /** What was measured of two programs in turn. */
  private record Pair(List<ProcessCost> ours, List<ProcessCost> theirs) {

    Samples ratio() {
      return Samples.of(
          IntStream.range(0, ours.size())
              .mapToObj(round -> ours.get(round).wall() / theirs.get(round).wall())
              .toList());
    }
  }

  static void main(String[] arguments) {
    System.exit(new CommandLine(new ScanBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory("secure-score-bench");
    try {
      List<JsonMap> all = Corpus.find().everything();
      List<JsonMap> applications = Corpus.find().applications();
      ScanFolder many =
          ScanFolder.write(temporary.resolve("all"), Workloads.distinct(all, workloads), files);
      ScanFolder bigger =
          ScanFolder.write(
              temporary.resolve("applications"),
              Workloads.distinct(applications, workloads),
              files);
      ScanFolder few =
          ScanFolder.write(temporary.resolve("few"), Workloads.distinct(applications, 20), 20);
      checks(many);
      for (String format : List.of("", "json")) {
        beside(many, "whole corpus", format);
        beside(bigger, "applications", format);
      }
      small(few);
    } finally {
      delete(temporary);
    }
    List<String> header =
        List.of("files", "program", "wall s", "CPU s", "peak MiB", "wall ÷ the other's");
    report.table("Median of " + rounds + " rounds in turn (least–greatest)", header, rows);
    report.print(System.out);
    return 0;
  }

  private void beside(ScanFolder folder, String what, String format)
      throws IOException, InterruptedException {
    List<String> output = format.isEmpty() ? List.of() : List.of("-o", format);
    List<String> theirs = new ArrayList<>(List.of(kubeScore, "score"));
    theirs.addAll(output);
    folder.files().forEach(file -> theirs.add(file.toString()));
    List<String> ours = new ArrayList<>(List.of(secureScore, "scan"));
    ours.addAll(output);
    ours.add(folder.folder().toString());
    Pair pair = pair(ours, theirs);
    String files =
        "%d workloads of the %s in %d files, %.1f MB, %s"
            .formatted(
                folder.workloads(),
                what,
                folder.files().size(),
                folder.bytes() / 1e6,
                format.isEmpty() ? "default output" : format);
    row(files, "secure-score scan", pair.ours(), pair.ratio().spread("%.2f"));
    row(files, "kube-score score", pair.theirs(), "1");
    report.goal(
        "scan, " + files,
        "wall at most kube-score's",
        pair.ratio().spread("%.2f") + " ×",
        pair.ratio().median() <= 1);
  }

  private void small(ScanFolder folder) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Pair pair =
        pair(List.of(secureScore, "scan", folder.folder().toString()), List.of(java, "-version"));
    row("20 files", "secure-score scan", pair.ours(), pair.ratio().spread("%.2f"));
    row("none", "java -version", pair.theirs(), "1");
    report.goal(
        "scan, 20 files",
        "under 6 × java -version",
        pair.ratio().spread("%.2f") + " ×",
        pair.ratio().median() < 6);
  }

  private Pair pair(List<String> ours, List<String> theirs)
      throws IOException, InterruptedException {
    Pair pair = new Pair(new ArrayList<>(), new ArrayList<>());
    for (int round = -1; round < rounds; round++) {
      ProcessCost one = ProcessCost.of(ours, NOWHERE);
      ProcessCost other = ProcessCost.of(theirs, NOWHERE);
      if (one.exitCode() != 0) {
        throw new IOException(ours + " ended with " + one.exitCode());
      }
      if (round >= 0) { // the first warms the file cache
        pair.ours().add(one);
        pair.theirs().add(other);
      }
    }
    return pair;
  }

  private void row(String files, String program, List<ProcessCost> costs, String ratio) {
    Samples wall = Samples.of(costs.stream().map(ProcessCost::wall).toList());
    Samples cpu = Samples.of(costs.stream().map(ProcessCost::cpu).toList());
    Samples peak = Samples.of(costs.stream().map(cost -> cost.peakBytes() / (1 << 20)).toList());
    rows.add(
        List.of(
            files, program, wall.spread("%.3f"), cpu.spread("%.3f"), peak.spread("%.0f"), ratio));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("wallSeconds", wall.median());
    figures.put("cpuSeconds", cpu.median());
    figures.put("peakMiB", peak.median());
    report.value(files + ": " + program, figures);
  }

  /** How many checks each has, and how many verdicts each gave on the same files. */
  private void checks(ScanFolder folder) throws IOException, InterruptedException {
    JsonNode ours = json(List.of(secureScore, "scan", "-o", "json", folder.folder().toString()));
    List<String> command = new ArrayList<>(List.of(kubeScore, "score", "-o", "json"));
    folder.files().forEach(file -> command.add(file.toString()));
    JsonNode theirs = json(command);
    long own = 0;
    for (JsonNode each : ours.get("recommendations")) {
      for (String verdict :
          List.of("healthy", "unhealthy", "exempt", "notApplicable", "notEvaluated")) {
        own += each.path(verdict).asLong();
      }
    }
    List<JsonNode> checks =
        theirs.valueStream().flatMap(object -> object.path("checks").valueStream()).toList();
    long kinds = checks.stream().map(check -> check.at("/check/id").asText()).distinct().count();
    int recommendations = ours.get("recommendations").size();
    report.table(
        "Checks on the " + workloads + " workloads of the whole corpus",
        List.of("program", "checks that gave a verdict", "verdicts"),
        List.of(
            List.of("secure-score", Integer.toString(recommendations), Long.toString(own)),
            List.of("kube-score", Long.toString(kinds), Integer.toString(checks.size()))));
    report.goal(
        "checks",
        "3 × kube-score's",
        String.format(Locale.ROOT, "%.1f ×", (double) recommendations / kinds),
        recommendations >= 3 * kinds);
  }

  private static JsonNode json(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("secure-score-bench", ".json");
    try {
      ProcessCost cost = ProcessCost.of(command, out);
      JsonNode tree = new JsonMapper().readTree(out.toFile());
      if (tree.isMissingNode()) {
        throw new IOException(command.subList(0, 2) + " ended with " + cost.exitCode());
      }
      return tree;
    } finally {
      Files.delete(out);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
