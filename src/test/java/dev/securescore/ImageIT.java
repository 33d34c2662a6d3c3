package dev.securescore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image: the same bytes twice, nothing in it that does not run, and what is in it runs. */
class ImageIT {

  /** As docs/image.md states it. */
  private static final Pattern SIZE = Pattern.compile("\\| ([0-9.]+) MB compressed");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path work;
  private static Path copy;
  private static Path root;
  private static JsonNode config;

  /** Builds from a copy of the sources, as a second machine would. */
  @BeforeAll
  static void build() throws IOException, InterruptedException {
    KubeApiBinaries.require();
    copy = Files.createDirectory(work.resolve("copy"));
    run(
        Project.root(),
        "sh",
        "-c",
        "git ls-files -z -c -o --exclude-standard | xargs -0 tar c | tar x -C " + copy);
    maven("package", "jib:buildTar");
    root = Files.createDirectory(work.resolve("root"));
    run(root, "tar", "xf", image().toString());
    JsonNode manifest = JSON.readTree(root.resolve("manifest.json").toFile()).get(0);
    config = JSON.readTree(root.resolve(manifest.get("Config").asText()).toFile()).get("config");
    for (JsonNode layer : manifest.get("Layers")) {
      run(root, "tar", "xzf", layer.asText());
    }
  }

  @Test
  void twoBuildsGiveTheSameBytes() throws IOException, InterruptedException {
    assertThat(copy.resolve("target/secure-score.jar"))
        .hasSameBinaryContentAs(Project.root().resolve("target/secure-score.jar"));

    Path first = Files.move(image(), work.resolve("first.tar"));
    run(copy, "sh", "-c", "rm -rf target/runtime target/sbom && find target -exec touch {} +");
    maven("exec:exec@runtime", "cyclonedx:makeBom@sbom", "jib:buildTar");

    assertThat(image()).hasSameBinaryContentAs(first);
  }

  @Test
  void itRunsAsNobodyInParticularAndHoldsNeitherCompilerNorMockServer() throws IOException {
    assertThat(config.get("User").asText()).isEqualTo("10001:10001");
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("java", "secure-score.cdx.json")
          .noneMatch(name -> name.matches("javac|jlink|jshell|error_prone_core.*"))
          .noneMatch(name ->
              name.matches("(kubernetes-server-mock|mockwebserver|vertx|netty|javapoet).*"));
    }
  }

  @Test
  void billOfMaterialsNamesEveryLibraryInTheImage() throws IOException {
    JsonNode bill = JSON.readTree(root.resolve("app/sbom/secure-score.cdx.json").toFile());
    List<String> named = new ArrayList<>();
    for (JsonNode component : bill.get("components")) {
      named.add(component.get("name").asText() + "-" + component.get("version").asText() + ".jar");
    }
    try (Stream<Path> libraries = Files.list(root.resolve("app/libs"))) {
      assertThat(named)
          .containsExactlyInAnyOrderElementsOf(
              libraries.map(library -> library.getFileName().toString()).toList());
    }
  }

  @Test
  void sizeIsWhatThePageSays() throws IOException {
    Matcher stated = SIZE.matcher(Files.readString(Project.root().resolve("docs/image.md")));
    assertThat(stated.find()).isTrue();
    double measured = Files.size(image()) / 1e6;

    assertThat(measured)
        .as("MB, to be stated in docs/image.md")
        .isCloseTo(Double.parseDouble(stated.group(1)), withinPercentage(5));
  }

  /**
   * On the runtime of the image, with its flags; prints how long that takes beside the bare start
   * of that runtime, as only their ratio says something on a machine of unknown speed.
   */
  @Test
  void operatorOfTheImageScoresACluster() throws IOException, InterruptedException {
    try (KubeApi api = KubeApi.own()) {
      for (String file : List.of("config/install.yaml", "config/library/library.yaml")) {
        api.kubectl("apply", "--server-side", "-f", Project.root().resolve(file).toString())
            .orFail();
      }
      double bare = secondsOfTheBareRuntime();
      int port = FreePort.find();
      List<String> command = entryPoint();
      command.addAll(List.of("run", "--kubeconfig", api.kubeconfig().toString()));
      command.addAll(List.of("--bind-address", "127.0.0.1", "--port", Integer.toString(port)));
      command.addAll(List.of("--identity", "image"));
      long started = System.nanoTime();
      try (ChildProcess operator = ChildProcess.start(work.resolve("operator.log"), command);
          HttpClient http = HttpClient.newHttpClient()) {
        await()
            .atMost(2, MINUTES)
            .pollInterval(50, MILLISECONDS)
            .failFast("operator ended", () -> !operator.isRunning())
            .until(() -> isReady(http, port));
        double seconds = secondsSince(started);
        System.out.printf(
            "image: %.1f MB; ready after %.1f s, %.0f times the bare start of its runtime, %.2f s%n",
            Files.size(image()) / 1e6, seconds, seconds / bare, bare);
        await()
            .atMost(60, SECONDS)
            .untilAsserted(
                () -> assertThat(reports(api, "display.score")).matches("\\d+\\.\\d \\d+\\.\\d"));
        assertThat(reports(api, "catalog.activeUpTo"))
            .as("a fresh cluster follows the release of the image, which so has to know it")
            .matches("(\\d+\\.\\d+\\.\\d+) \\1");
      }
    }
  }

  private static String reports(KubeApi api, String field) {
    return api.kubectl(
            "get", "clusterscorereports", "-o", "jsonpath={.items[*].status." + field + "}")
        .out();
  }

  /** The median of three starts that only tell the version. */
  private static double secondsOfTheBareRuntime() throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int turn = 0; turn < 3; turn++) {
      long started = System.nanoTime();
      run(work, root.resolve("opt/java/bin/java").toString(), "-XX:+UseSerialGC", "-version");
      seconds.add(secondsSince(started));
    }
    return seconds.stream().sorted().toList().get(1);
  }

  private static double secondsSince(long started) {
    return (System.nanoTime() - started) / 1e9;
  }

  private static boolean isReady(HttpClient http, int port) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/readyz");
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The entry point with every path of the image put where it was unpacked. */
  private static List<String> entryPoint() throws IOException {
    List<String> command = new ArrayList<>();
    for (JsonNode part : config.get("Entrypoint")) {
      command.add(part.asText());
    }
    command.set(0, root.resolve("opt/java/bin/java").toString());
    int classPath = command.indexOf("-cp") + 1;
    String paths = Files.readString(root.resolve(command.get(classPath).substring("@/".length())));
    command.set(classPath, paths.replace("/app/", root.resolve("app") + "/"));
    return command;
  }

  private static Path image() {
    return copy.resolve("target/jib-image.tar");
  }

  private static void maven(String... goals) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("mvn", "-B", "-ntp", "-q", "-Pimage", "-Dmaven.test.skip=true"));
    command.add("-Dimage.base=scratch");
    command.addAll(List.of(goals));
    run(copy, command.toArray(String[]::new));
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(work, "run", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    assertThat(builder.start().waitFor()).as(() -> text(log)).isZero();
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
