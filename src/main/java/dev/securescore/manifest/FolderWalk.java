package dev.securescore.manifest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Follows the paths that people named to what can be read, by name order.
 *
 * <p>Links to files are followed; links to folders are not, so no loop and no surprise tree.
 */
final class FolderWalk {

  private static final Set<String> EXTENSIONS = Set.of(".yaml", ".yml", ".json");
  private static final String CHART = "Chart.yaml";
  private static final Set<String> KUSTOMIZATIONS =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private final Reading reading;
  private final List<Found> found = new ArrayList<>();

  private FolderWalk(Reading reading) {
    this.reading = reading;
  }

  static List<Found> of(List<String> paths, Reading reading) {
    FolderWalk walk = new FolderWalk(reading);
    paths.forEach(walk::named);
    return walk.found;
  }

  private void named(String name) {
    if (name.equals("-")) {
      found.add(new Found.StandardInput());
      return;
    }
    try {
      named(name, Path.of(name));
    } catch (InvalidPathException invalid) {
      reading.problem(name, 0, "not a path: " + invalid.getReason());
    }
  }

  private void named(String name, Path path) {
    if (Files.isDirectory(path)) {
      folder(path, true);
    } else if (!Files.exists(path)) {
      reading.problem(name, 0, "no such file or folder");
    } else if (isMarker(path)) {
      Path parent = path.getParent();
      folder(parent == null ? Path.of("") : parent, true);
    } else {
      found.add(new Found.Text(path, true));
    }
  }

  private static boolean isMarker(Path path) {
    String name = fileName(path);
    return name.equals(CHART) || KUSTOMIZATIONS.contains(name);
  }

  private void folder(Path folder, boolean named) {
    List<Path> entries = entries(folder);
    for (Path entry : entries) {
      if (fileName(entry).equals(CHART) && Files.isRegularFile(entry)) {
        found.add(new Found.Chart(folder, named));
        return;
      }
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        innerFolder(entry);
      } else if (Files.isRegularFile(entry)) {
        file(folder, entry, named);
      }
    }
  }

  private void innerFolder(Path folder) {
    if (fileName(folder).startsWith(".")) {
      return;
    }
    if (Files.isSymbolicLink(folder)) {
      reading.notice(name(folder), 0, "a link to a folder, passed over; name it to read it");
    } else {
      folder(folder, false);
    }
  }

  private void file(Path folder, Path file, boolean named) {
    String name = fileName(file);
    if (KUSTOMIZATIONS.contains(name)) {
      found.add(new Found.Kustomization(folder, file, named));
    } else if (EXTENSIONS.stream().anyMatch(name::endsWith)) {
      found.add(new Found.Text(file, false));
    }
  }

  private List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (AccessDeniedException denied) {
      reading.problem(name(folder), 0, "no permission to list this folder");
    } catch (IOException | DirectoryIteratorException failed) {
      reading.problem(name(folder), 0, "cannot list this folder: " + failed.getMessage());
    }
    entries.sort(null);
    return entries;
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /** How people see a path: as they typed it, without detours. */
  static String name(Path path) {
    String name = path.normalize().toString();
    return name.isEmpty() ? "." : name;
  }
}
