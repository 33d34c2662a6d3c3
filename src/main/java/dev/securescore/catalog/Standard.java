package dev.securescore.catalog;

import dev.securescore.api.Reference;
import dev.securescore.api.SecurityRecommendationSpec;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A standard, or the part of it that a prefix of its ids names.
 *
 * @param name for example {@code PSS} or {@code CIS}
 * @param prefixes of ids, each whole up to a dot or slash; empty for all
 */
public record Standard(String name, List<String> prefixes) {

  /**
   * The standard that people name as {@code NAME} or {@code NAME/PREFIX}.
   *
   * <p>{@code PSS/restricted} includes {@code PSS/baseline}, as the level itself does.
   */
  public static Standard of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new Standard(text, List.of());
    }
    String name = text.substring(0, slash);
    String prefix = text.substring(slash + 1);
    boolean includesBaseline =
        name.equalsIgnoreCase("PSS") && prefix.toLowerCase(Locale.ROOT).equals("restricted");
    return new Standard(name, includesBaseline ? List.of(prefix, "baseline") : List.of(prefix));
  }

  /** Whether the standard asks for what a recommendation does. */
  public boolean asksFor(SecurityRecommendationSpec recommendation) {
    return recommendation.references().stream().anyMatch(this::covers);
  }

  private boolean covers(Reference reference) {
    return reference.standard().equalsIgnoreCase(name)
        && (prefixes.isEmpty()
            || prefixes.stream().anyMatch(prefix -> isUnder(reference.id(), prefix)));
  }

  private static boolean isUnder(String id, String prefix) {
    return id.regionMatches(true, 0, prefix, 0, prefix.length())
        && (id.length() == prefix.length()
            || prefix.isEmpty()
            || "./".indexOf(id.charAt(prefix.length())) >= 0);
  }

  /** Every name that would select something: the standards, and the levels of PSS. */
  public static List<String> namesIn(Library library) {
    return library.recommendations().stream()
        .map(each -> each.spec().references())
        .flatMap(Collection::stream)
        .flatMap(Standard::names)
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<String> names(Reference reference) {
    int slash = reference.id().indexOf('/');
    return slash < 0
        ? Stream.of(reference.standard())
        : Stream.of(
            reference.standard(), reference.standard() + "/" + reference.id().substring(0, slash));
  }
}
