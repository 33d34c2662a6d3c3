package dev.securescore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/**
 * What one run of a program took, by the operating system's own account.
 *
 * @param wall seconds
 * @param cpu seconds of all its threads and children
 * @param peakBytes most memory it held at once
 * @param exitCode what it ended with
 */
record ProcessCost(double wall, double cpu, double peakBytes, int exitCode) {

  /** Bash has milliseconds, GNU time the memory; both are told apart from what the program says. */
  private static final String TIMED =
      """
      times=$1; memory=$2; out=$3; err=$4; shift 4
      TIMEFORMAT='%3R %3U %3S'
      { time /usr/bin/time -q -f %M -o "$memory" "$@" >"$out" 2>"$err"; } 2>"$times"
      """;

  /**
   * Runs a program to its end.
   *
   * @param out where its output goes, {@code /dev/null} too
   */
  static ProcessCost of(List<String> command, Path out) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("secure-score-bench");
    Path times = folder.resolve("times");
    Path memory = folder.resolve("memory");
    Path errors = folder.resolve("errors");
    List<String> whole = new ArrayList<>(List.of("bash", "-c", TIMED, "timed"));
    whole.addAll(List.of(times.toString(), memory.toString(), out.toString(), errors.toString()));
    whole.addAll(command);
    try {
      int exitCode = new ProcessBuilder(whole).inheritIO().start().waitFor();
      if (exitCode == 126 || exitCode == 127) {
        throw new IOException(command.getFirst() + ": " + Files.readString(errors));
      }
      try (Scanner seconds = new Scanner(Files.readString(times))) {
        double wall = Double.parseDouble(seconds.next());
        double cpu = Double.parseDouble(seconds.next()) + Double.parseDouble(seconds.next());
        double kilobytes = Double.parseDouble(Files.readString(memory).strip());
        return new ProcessCost(wall, cpu, kilobytes * 1024, exitCode);
      }
    } finally {
      for (Path file : List.of(times, memory, errors, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }
}
