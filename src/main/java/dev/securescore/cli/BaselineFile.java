package dev.securescore.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import dev.securescore.output.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads what an earlier {@code scan -o json} printed. */
final class BaselineFile {

  /** A scan of ten thousand workloads prints less. */
  private static final long MOST_BYTES = 256L << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactory());

  private BaselineFile() {}

  static Baseline read(Path file) {
    JsonMap document = document(file);
    if (!(document.get("findings") instanceof JsonList)) {
      throw new Failure(
          "the baseline " + file + " is no result of 'scan -o json': it has no list of findings");
    }
    if (document.containsKey("baseline")) {
      throw new Failure(
          "the baseline "
              + file
              + " holds only what was new against another one; make it without --baseline");
    }
    return Baseline.of(document);
  }

  private static JsonMap document(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new Failure("the baseline " + file + " is larger than " + MOST_BYTES + " bytes");
      }
      return Json.object(
          MAPPER.readValue(file.toFile(), new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException broken) {
      throw new Failure(
          "the baseline "
              + file
              + " is no JSON object (line "
              + (broken.getLocation() == null ? 0 : broken.getLocation().getLineNr())
              + "); make it with 'scan -o json'",
          broken);
    } catch (IOException unreadable) {
      throw new Failure("the baseline " + file + " cannot be read", unreadable);
    }
  }
}
