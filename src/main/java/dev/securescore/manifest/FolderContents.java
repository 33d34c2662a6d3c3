package dev.securescore.manifest;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows what charts and kustomizations take in, so that none of it is read a second time.
 *
 * <p>A chart takes in its whole folder. A kustomization is rendered by itself unless another one
 * that is rendered takes it in; of several that take in each other the first is rendered, and the
 * tool says what is wrong.
 */
final class FolderContents {

  private final Set<Path> charts = new HashSet<>();
  private final Map<Path, KustomizationFile> kustomizations = new LinkedHashMap<>();
  private final Set<Path> inner = new HashSet<>();

  private FolderContents() {}

  static FolderContents of(List<Found> found, ReaderLimits limits) {
    FolderContents contents = new FolderContents();
    for (Found each : found) {
      switch (each) {
        case Found.Chart chart -> contents.charts.add(FileBytes.identity(chart.path()));
        case Found.Kustomization kustomization ->
            contents.kustomizations.put(
                FileBytes.identity(kustomization.path()),
                KustomizationFile.of(kustomization, limits));
        case Found.Text text -> {}
        case Found.StandardInput() -> {}
      }
    }
    contents.findInner();
    return contents;
  }

  private void findInner() {
    Set<Path> outer = new HashSet<>(kustomizations.keySet());
    kustomizations.forEach((folder, file) ->
        file.folders().stream().filter(other -> !other.equals(folder)).forEach(outer::remove));
    outer.forEach(this::markInner);
    for (Path folder : kustomizations.keySet()) {
      if (!outer.contains(folder) && !inner.contains(folder)) {
        outer.add(folder);
        markInner(folder);
      }
    }
    inner.removeAll(outer);
  }

  private void markInner(Path folder) {
    KustomizationFile file = kustomizations.get(folder);
    if (file != null) {
      file.folders().stream().filter(inner::add).forEach(this::markInner);
    }
  }

  /** Whether something is read as a part of a folder, and so not by itself. */
  boolean takeIn(Found found) {
    return switch (found) {
      case Found.StandardInput() -> false;
      case Found.Chart chart -> false;
      case Found.Text text -> takeIn(FileBytes.identity(text.path()));
      case Found.Kustomization kustomization ->
          !kustomization.named() && inner.contains(FileBytes.identity(kustomization.path()));
    };
  }

  private boolean takeIn(Path file) {
    for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
      KustomizationFile kustomization = kustomizations.get(parent);
      if (charts.contains(parent)
          || (kustomization != null && kustomization.files().contains(file))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a folder only makes sense inside of other kustomizations. */
  boolean isComponent(Found.Kustomization kustomization) {
    KustomizationFile file = kustomizations.get(FileBytes.identity(kustomization.path()));
    return file != null && file.component();
  }
}
