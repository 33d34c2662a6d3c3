package dev.securescore.catalog;

import dev.securescore.api.SecureScorePolicySpec;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A release of the library: what came with a later one than a cluster follows is previewed, so that
 * an upgrade moves no score by itself.
 */
public record Release(int major, int minor, int patch) implements Comparable<Release> {

  /** The label of a recommendation that names the release it came with. */
  public static final String SINCE = "securescore.dev/since";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(-.*)?");
  private static final Comparator<Release> ORDER =
      Comparator.comparingInt(Release::major)
          .thenComparingInt(Release::minor)
          .thenComparingInt(Release::patch);

  /** The release of a text such as {@code 0.2.0} or {@code 0.2.0-SNAPSHOT}; empty for others. */
  public static Optional<Release> of(@Nullable String text) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    return matcher.matches()
        ? Optional.of(
            new Release(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /** Whether what came with this release waits in a cluster that follows the library so far. */
  boolean isAfter(SecureScorePolicySpec policy) {
    return of(policy.activeUpTo()).filter(last -> compareTo(last) > 0).isPresent();
  }

  @Override
  public int compareTo(Release other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
