package dev.securescore.manifest;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what people give to {@code scan} and {@code demo}: files, folders and standard input.
 *
 * <p>Nothing in the files is trusted: size, nesting, aliases and the time to render are bounded.
 */
public final class ManifestReader {

  /** How people see standard input. */
  static final String STANDARD_INPUT = "stdin";

  private final ReaderLimits limits;
  private final InputStream standardInput;
  private final List<Path> searchPath;

  /**
   * A reader that finds helm and kustomize where the shell does.
   *
   * @param limits how much it takes
   * @param standardInput what the path {@code -} means
   */
  public ManifestReader(ReaderLimits limits, InputStream standardInput) {
    this(limits, standardInput, searchPath(System.getenv().getOrDefault("PATH", "")));
  }

  ManifestReader(ReaderLimits limits, InputStream standardInput, List<Path> searchPath) {
    this.limits = limits;
    this.standardInput = standardInput;
    this.searchPath = searchPath;
  }

  /** Relative folders are left out, lest a scanned folder bring its own helm. */
  private static List<Path> searchPath(String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .toList();
  }

  /**
   * Reads every path; what cannot be read is a problem in the result, never an exception.
   *
   * @param paths files, folders, or {@code -}; no file is read twice
   */
  public Manifests read(List<String> paths) {
    Reading reading = new Reading();
    FolderRendering rendering = new FolderRendering(limits, searchPath, reading);
    List<Found> found = FolderWalk.of(paths, reading);
    FolderContents contents = FolderContents.of(found, limits);
    Set<Path> seen = new HashSet<>();
    List<Found> wanted =
        found.stream()
            .filter(each -> !contents.takeIn(each) && seen.add(FileBytes.identity(each.path())))
            .toList();
    Map<Found, Reading> texts = texts(wanted);
    for (Found each : wanted) {
      switch (each) {
        case Found.StandardInput() -> readStandardInput(reading);
        case Found.Text text -> reading.add(texts.getOrDefault(text, new Reading()));
        case Found.Chart chart -> rendering.read(chart);
        case Found.Kustomization kustomization ->
            rendering.read(kustomization, contents.isComponent(kustomization));
      }
    }
    return reading.result();
  }

  /** Files are read by as many threads as there are processors; what is in them stays apart. */
  private Map<Found, Reading> texts(List<Found> wanted) {
    return wanted.parallelStream()
        .filter(Found.Text.class::isInstance)
        .map(Found.Text.class::cast)
        .collect(Collectors.toConcurrentMap(Function.identity(), this::read, (one, same) -> one));
  }

  private void readStandardInput(Reading reading) {
    try {
      byte[] bytes = FileBytes.of(standardInput, limits);
      StreamReading.read(Input.named(STANDARD_INPUT), bytes, limits, reading);
    } catch (IOException failed) {
      reading.problem(STANDARD_INPUT, 0, "cannot be read: " + failed.getMessage());
    } catch (UnreadableException unreadable) {
      reading.problem(STANDARD_INPUT, unreadable.line(), unreadable.reason());
    }
  }

  private Reading read(Found.Text text) {
    Reading reading = new Reading();
    String name = FolderWalk.name(text.path());
    Input input = text.named() ? Input.named(name) : Input.found(name);
    try {
      StreamReading.read(input, FileBytes.of(text.path(), limits), limits, reading);
    } catch (UnreadableException unreadable) {
      reading.problem(name, unreadable.line(), unreadable.reason());
    }
    return reading;
  }
}
