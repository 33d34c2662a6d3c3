package dev.securescore.monitoring;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.ChildProcess;
import dev.securescore.FreePort;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A real Prometheus on loopback with the shipped rules, which scrapes every other second. */
final class Prometheus implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final ChildProcess process;

  private Prometheus(int port, ChildProcess process) {
    this.port = port;
    this.process = process;
  }

  /** A value with the labels of its series. */
  record Sample(Map<String, String> labels, BigDecimal value) {}

  /** A value at a time. */
  record Point(Instant time, BigDecimal value) {}

  /**
   * Starts one.
   *
   * @param folder where it may write
   * @param clusters the ports of operators on loopback, by the value of the label {@code cluster}
   */
  static Prometheus scraping(Path folder, Map<String, Integer> clusters) throws IOException {
    PrometheusPrograms programs = PrometheusPrograms.require();
    Path configuration = folder.resolve("prometheus.yml");
    Files.writeString(configuration, configuration(clusters));
    int port = FreePort.find();
    ChildProcess process =
        ChildProcess.start(
            folder.resolve("prometheus.log"),
            List.of(
                programs.prometheus().toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
    Prometheus started = new Prometheus(port, process);
    await("prometheus")
        .atMost(120, SECONDS)
        .pollInterval(200, MILLISECONDS)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(started.get("/-/ready").statusCode())
                .as(process.lastOutput())
                .isEqualTo(200));
    return started;
  }

  private static String configuration(Map<String, Integer> clusters) {
    String targets =
        clusters.entrySet().stream()
            .map(each ->
                "  - {targets: ['127.0.0.1:%d'], labels: {cluster: %s, namespace: secure-score, pod: secure-score-0}}\n"
                    .formatted(each.getValue(), each.getKey()))
            .collect(Collectors.joining());
    String rules =
        RuleFiles.shipped().stream().map(file -> "- " + file + "\n").collect(Collectors.joining());
    return """
    global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 1s}
    rule_files:
    %sscrape_configs:
    - job_name: secure-score
      static_configs:
    %s\
    """
        .formatted(rules, targets);
  }

  /**
   * The values of an expression now, without those that are no number, which a panel does not show
   * either; fails where Prometheus refuses it.
   */
  List<Sample> query(String expression) {
    JsonNode data = data("/api/v1/query?query=" + encoded(expression), expression);
    if (data.path("resultType").asText().equals("scalar")) {
      return List.of(new Sample(Map.of(), new BigDecimal(data.at("/result/1").asText())));
    }
    return data.path("result")
        .valueStream()
        .filter(each -> each.at("/value/1").asText().matches("[-+.e\\d]+"))
        .map(each -> new Sample(labels(each.path("metric")), number(each.at("/value/1"))))
        .toList();
  }

  /** The only value of an expression now. */
  BigDecimal value(String expression) {
    List<Sample> samples = query(expression);
    assertThat(samples).as(expression).hasSize(1);
    return samples.getFirst().value();
  }

  /** The values of an expression with one series, second by second. */
  List<Point> range(String expression, Instant from, Instant to) {
    JsonNode result =
        data(
                "/api/v1/query_range?step=1&start=%d&end=%d&query=%s"
                    .formatted(from.getEpochSecond(), to.getEpochSecond(), encoded(expression)),
                expression)
            .path("result");
    assertThat(result).as(expression).hasSize(1);
    return result
        .at("/0/values")
        .valueStream()
        .map(each -> new Point(Instant.ofEpochSecond(each.path(0).asLong()), number(each.path(1))))
        .toList();
  }

  /**
   * Whether each rule could be evaluated, by its place and name: {@code ok}, or what went wrong.
   */
  Map<String, String> rules() {
    Map<String, String> rules = new TreeMap<>();
    data("/api/v1/rules", "rules")
        .path("groups")
        .valueStream()
        .forEach(group -> {
          int number = 0;
          for (JsonNode rule : group.path("rules")) {
            rules.put(
                "%s %d %s"
                    .formatted(group.path("name").asText(), number++, rule.path("name").asText()),
                rule.path("health").asText() + rule.path("lastError").asText());
          }
        });
    return rules;
  }

  /** The labels of each metric that was scraped or recorded within the last minutes. */
  Map<String, Set<String>> metrics() {
    Map<String, Set<String>> metrics = new TreeMap<>();
    data("/api/v1/series?match[]=" + encoded("{__name__=~\".+\"}"), "series")
        .valueStream()
        .map(Prometheus::labels)
        .forEach(labels ->
            metrics
                .computeIfAbsent(labels.get("__name__"), first -> new TreeSet<>())
                .addAll(labels.keySet()));
    return metrics;
  }

  private JsonNode data(String path, String what) {
    try {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(what + "\n" + answer.body()).isEqualTo(200);
      return Serialization.unmarshal(answer.body(), JsonNode.class).path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static BigDecimal number(JsonNode text) {
    return new BigDecimal(text.asText());
  }

  private static Map<String, String> labels(JsonNode metric) {
    Map<String, String> labels = new LinkedHashMap<>();
    metric.properties().forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
    return labels;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
