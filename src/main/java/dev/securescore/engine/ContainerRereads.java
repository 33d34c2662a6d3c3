package dev.securescore.engine;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.KindMatch;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.Exemptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what must be observed again because an exemption is about single containers. */
final class ContainerRereads {

  private ContainerRereads() {}

  /** By namespace; the empty one stands for everywhere. Whether an exemption holds is no matter. */
  static Map<String, Reread> between(Exemptions before, Exemptions after, Catalog catalog) {
    Set<Object> known = new HashSet<>();
    before.all().forEach(each -> known.add(judged(each)));
    Map<String, List<KindMatch>> kinds = new HashMap<>();
    after.all().stream()
        .filter(Exemption::isOfContainers)
        .filter(each -> !known.contains(judged(each)))
        .forEach(each ->
            namespaces(each)
                .forEach(name ->
                    kinds
                        .computeIfAbsent(name, first -> new ArrayList<>())
                        .addAll(kinds(each, catalog))));
    return kinds.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> new Reread(List.copyOf(entry.getValue()))));
  }

  /** What decides which containers are told apart. */
  private static Object judged(Exemption exemption) {
    return List.of(
        exemption.name(),
        exemption.recommendations(),
        exemption.resources(),
        exemption.spec().namespaces(),
        exemption.looksAtNamespaces(),
        exemption.isOfContainers());
  }

  private static Collection<String> namespaces(Exemption exemption) {
    if (!exemption.name().cluster()) {
      return List.of(exemption.name().namespace());
    }
    return exemption.spec().namespaces().isEmpty() ? List.of("") : exemption.spec().namespaces();
  }

  private static List<KindMatch> kinds(Exemption exemption, Catalog catalog) {
    return exemption.recommendations().stream()
        .flatMap(name -> catalog.find(name).stream())
        .map(each -> each.rule().kinds())
        .toList();
  }
}
