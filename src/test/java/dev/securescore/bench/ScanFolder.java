package dev.securescore.bench;

import dev.securescore.json.JsonMap;
import dev.securescore.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A folder of manifests.
 *
 * @param files the files, since not every tool walks a folder
 * @param bytes their size
 */
record ScanFolder(Path folder, List<Path> files, long bytes, int workloads) {

  /** Writes workloads into a number of files of about the same length. */
  static ScanFolder write(Path folder, List<JsonMap> workloads, int count) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    long bytes = 0;
    for (int number = 0; number < count; number++) {
      int from = (int) ((long) workloads.size() * number / count);
      int to = (int) ((long) workloads.size() * (number + 1) / count);
      StringBuilder text = new StringBuilder();
      workloads.subList(from, to).forEach(object -> text.append("---\n").append(yaml(object)));
      Path file = folder.resolve(String.format(Locale.ROOT, "workloads-%03d.yaml", number));
      Files.writeString(file, text);
      bytes += Files.size(file);
      files.add(file);
    }
    return new ScanFolder(folder, List.copyOf(files), bytes, workloads.size());
  }

  private static String yaml(JsonMap object) {
    return Documents.yaml(object);
  }
}
