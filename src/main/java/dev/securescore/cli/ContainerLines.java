package dev.securescore.cli;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.JsonList;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/** Finds the line on which a container of a manifest starts. */
record ContainerLines(WorkloadKinds kinds, Manifest manifest) {

  /** The line of the container with that name; that of the object where there is none. */
  int lineOf(String container) {
    if (container.isEmpty()) {
      return manifest.source().line();
    }
    List<String> path = kinds.podSpecPath(KindName.of(manifest.object())).orElse(List.of());
    JsonMap podSpec = manifest.object().at(path.toArray(String[]::new)).orElse(JsonMap.EMPTY);
    for (String name : PodTemplate.CONTAINER_LISTS) {
      JsonList containers = podSpec.list(name);
      for (int index = 0; index < containers.size(); index++) {
        if (containers.get(index) instanceof JsonMap each
            && each.string("name").equals(container)) {
          List<Object> place = new ArrayList<>(path);
          place.add(name);
          place.add(index);
          return manifest.source().lineOf(place.toArray());
        }
      }
    }
    return manifest.source().line();
  }
}
