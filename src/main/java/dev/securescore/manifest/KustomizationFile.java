package dev.securescore.manifest;

import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a kustomization takes in.
 *
 * <p>Any text under its fields for resources, patches and generators that is the path of something
 * that exists counts; files only inside its own folder, as kustomize itself loads no others.
 *
 * @param component whether it only makes sense inside of other kustomizations
 * @param files the files, by their real paths
 * @param folders the other kustomizations, by the real paths of their folders
 */
record KustomizationFile(boolean component, Set<Path> files, Set<Path> folders) {

  private static final Set<String> FIELDS =
      Set.of(
          "resources",
          "bases",
          "components",
          "crds",
          "configurations",
          "generators",
          "transformers",
          "validators",
          "patches",
          "patchesStrategicMerge",
          "patchesJson6902",
          "replacements",
          "openapi",
          "configMapGenerator",
          "secretGenerator",
          "helmCharts");

  static KustomizationFile of(Found.Kustomization found, ReaderLimits limits) {
    @Nullable Object value = null;
    try {
      String text = Encoding.decode(FileBytes.of(found.file(), limits));
      value = DocumentComposer.compose(text, 1, limits).value();
    } catch (UnreadableException unreadable) {
      // the tool says what is wrong with it
    }
    KustomizationFile file =
        new KustomizationFile(isComponent(value), new HashSet<>(), new HashSet<>());
    if (value instanceof JsonMap fields) {
      Path folder = FileBytes.identity(found.path());
      FIELDS.forEach(field -> file.addAll(fields.get(field), folder));
    }
    return file;
  }

  private static boolean isComponent(@Nullable Object value) {
    return value instanceof JsonMap map && map.string("kind").equals("Component");
  }

  private void addAll(@Nullable Object value, Path folder) {
    switch (value) {
      case JsonMap map -> map.values().forEach(entry -> addAll(entry, folder));
      case JsonList list -> list.forEach(element -> addAll(element, folder));
      case String text -> add(text.substring(text.indexOf('=') + 1), folder);
      case null, default -> {}
    }
  }

  private void add(String text, Path folder) {
    if (text.isEmpty() || text.indexOf('\n') >= 0) {
      return;
    }
    try {
      Path path = folder.resolve(text).toRealPath();
      if (Files.isDirectory(path)) {
        folders.add(path);
      } else if (path.startsWith(folder)) {
        files.add(path);
      }
    } catch (IOException | InvalidPathException noPath) {
      // most texts are no paths
    }
  }
}
