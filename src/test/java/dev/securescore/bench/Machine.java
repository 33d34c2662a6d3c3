package dev.securescore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What the numbers were measured on; a number without it says nothing. */
final class Machine {

  private Machine() {}

  /** Processor, memory, systems and time, by name. */
  static Map<String, String> description() {
    Map<String, String> description = new LinkedHashMap<>();
    description.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    description.put(
        "processors",
        Runtime.getRuntime().availableProcessors() + " × " + line("/proc/cpuinfo", "model name"));
    description.put("memory", line("/proc/meminfo", "MemTotal"));
    description.put(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    description.put("java", System.getProperty("java.vm.version"));
    description.put("load", line("/proc/loadavg", ""));
    return description;
  }

  private static String line(String file, String start) {
    try (var lines = Files.lines(Path.of(file))) {
      Predicate<String> wanted = line -> line.startsWith(start);
      String found = lines.filter(wanted).findFirst().orElse("unknown");
      return found.substring(found.indexOf(':') + 1).strip();
    } catch (IOException elsewhere) {
      return "unknown";
    }
  }
}
