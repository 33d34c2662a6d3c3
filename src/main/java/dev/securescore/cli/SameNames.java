package dev.securescore.cli;

import dev.securescore.inventory.ResourceId;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds documents that describe one resource twice; both are judged. */
final class SameNames {

  private static final int MOST = 10;

  private SameNames() {}

  /** A warning for each document whose name was there before, and one for those left out. */
  static List<String> in(List<Manifest> manifests) {
    Map<ResourceId, Source> first = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    for (Manifest manifest : manifests) {
      ResourceId id = ResourceId.of(manifest.object());
      @Nullable Source before = first.putIfAbsent(id, manifest.source());
      if (before != null) {
        warnings.add(
            manifest.source() + ": warning: " + id + " is also in " + before + ", both count");
      }
    }
    if (warnings.size() <= MOST) {
      return List.copyOf(warnings);
    }
    List<String> shown = new ArrayList<>(warnings.subList(0, MOST));
    shown.add("warning: " + (warnings.size() - MOST) + " more documents repeat a name");
    return List.copyOf(shown);
  }
}
