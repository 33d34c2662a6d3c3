package dev.securescore.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What our resources cost where the cluster keeps them; watches every write from the beginning. */
final class Etcd implements AutoCloseable {

  private static final String PREFIX = "/registry/securescore.dev/";
  private static final String END = "/registry/securescore.dev0";
  private static final JsonMapper JSON = new JsonMapper();

  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Write> writes = new CopyOnWriteArrayList<>();
  private final Map<String, JsonNode> lastKnown = new HashMap<>();
  private final Stream<String> stream;

  /**
   * A version of one of our resources.
   *
   * @param time as {@link System#nanoTime}
   * @param key after the prefix of our group: kind, namespace and name
   * @param bytes of key and value, which etcd keeps until it compacts
   * @param heartbeat whether nothing changed but the time of confirmation
   * @param marked workloads that the report counts as marked; -1 where it has no such line
   */
  record Write(long time, String key, long bytes, boolean heartbeat, long marked) {}

  Etcd(String url) throws IOException, InterruptedException {
    this.url = url;
    String request =
        "{\"create_request\": {\"key\": \"%s\", \"range_end\": \"%s\"}}"
            .formatted(base64(PREFIX), base64(END));
    stream = http.send(post("/v3/watch", request), HttpResponse.BodyHandlers.ofLines()).body();
    Thread.ofPlatform().daemon().name("etcd-watch").start(this::follow);
  }

  private void follow() {
    try {
      stream.forEach(this::take);
    } catch (UncheckedIOException closed) {
      // The end of the benchmark.
    }
  }

  private void take(String line) {
    long time = System.nanoTime();
    try {
      for (JsonNode event : JSON.readTree(line).at("/result/events")) {
        JsonNode pair = event.path("kv");
        String key = text(pair.path("key").asText());
        byte[] value = Base64.getDecoder().decode(pair.path("value").asText());
        JsonNode object = value.length == 0 ? JSON.createObjectNode() : JSON.readTree(value);
        boolean heartbeat = isHeartbeat(key, object);
        writes.add(
            new Write(
                time,
                key.substring(PREFIX.length()),
                key.length() + value.length,
                heartbeat,
                marked(object)));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private boolean isHeartbeat(String key, JsonNode object) {
    JsonNode status = object.path("status");
    if (status instanceof ObjectNode fields) {
      fields.remove("lastConfirmedTime");
      // The first confirmation leaves out how late the report was; what it counts stands elsewhere.
      for (JsonNode condition : fields.path("conditions")) {
        if (condition instanceof ObjectNode each) {
          each.remove("message");
        }
      }
    }
    return status.equals(lastKnown.put(key, status));
  }

  private static long marked(JsonNode object) {
    for (JsonNode line : object.at("/status/recommendations")) {
      if (line.path("name").asText().equals(BenchCluster.MARKER)) {
        return line.path("unhealthy").asLong();
      }
    }
    return -1;
  }

  /** Every write since a time. */
  List<Write> since(long time) {
    return writes.stream().filter(write -> write.time() >= time).toList();
  }

  /** Bytes of keys and values that are stored now, by kind. */
  Map<String, Long> stored() throws IOException, InterruptedException {
    Map<String, Long> bytes = new TreeMap<>();
    String from = PREFIX;
    while (true) {
      String request =
          "{\"key\": \"%s\", \"range_end\": \"%s\", \"limit\": 200}"
              .formatted(base64(from), base64(END));
      JsonNode answer =
          JSON.readTree(
              http.send(post("/v3/kv/range", request), HttpResponse.BodyHandlers.ofString())
                  .body());
      for (JsonNode pair : answer.path("kvs")) {
        String key = text(pair.path("key").asText());
        long size = key.length() + Base64.getDecoder().decode(pair.path("value").asText()).length;
        String kind = key.substring(PREFIX.length(), key.indexOf('/', PREFIX.length()));
        bytes.merge(kind, size, Long::sum);
        from = key + "\0";
      }
      if (!answer.path("more").asBoolean()) {
        return bytes;
      }
    }
  }

  /** Size of the whole database: on disk, and in use. */
  Map<String, Double> databaseBytes() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/metrics")).build();
    Map<String, Double> sizes = new TreeMap<>();
    http.send(request, HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("etcd_mvcc_db_total_size"))
        .forEach(line -> {
          int space = line.indexOf(' ');
          sizes.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
    return sizes;
  }

  private HttpRequest post(String path, String body) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
