package dev.securescore.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the operator asked of the API server, by the server's own log. */
record AuditLog(Path file) {

  /** Requests of a while, by verb and resource, with their number. */
  Map<String, Long> requests(Instant from, Instant to) throws IOException {
    Map<String, Long> requests = new TreeMap<>();
    JsonMapper json = new JsonMapper();
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode event = json.readTree(line);
        Instant time = Instant.parse(event.path("requestReceivedTimestamp").asText());
        boolean watch = event.path("verb").asText().equals("watch");
        // A watch is told twice: when it starts, which counts, and when it ends.
        boolean counts = watch == event.path("stage").asText().equals("ResponseStarted");
        if (counts && !time.isBefore(from) && time.isBefore(to)) {
          requests.merge(name(event), 1L, Long::sum);
        }
      }
    }
    return requests;
  }

  private static String name(JsonNode event) {
    JsonNode object = event.path("objectRef");
    String subresource = object.path("subresource").asText();
    return event.path("verb").asText()
        + " "
        + object.path("resource").asText(event.path("requestURI").asText())
        + (subresource.isEmpty() ? "" : "/" + subresource);
  }
}
