package dev.securescore.cel.value;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.UnsignedLong;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version such as {@code 1.2.3-rc.1+build}, ordered as semver.org says; builds do not count. */
@Immutable
public final class SemanticVersion extends OpaqueValue
    implements Comparable<SemanticVersion>, ReadText {

  public static final OpaqueType TYPE = OpaqueType.create("kubernetes.Semver");

  private static final String NUMBER = "(0|[1-9][0-9]{0,19})";
  private static final Pattern FORMAT =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-([-.0-9A-Za-z]*))?(?:\\+([-.0-9A-Za-z]*))?");
  private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
  private static final int MAXIMUM_PARTS = 3;
  private static final int MAXIMUM_DIGITS = 20;
  private static final Comparator<SemanticVersion> ORDER =
      Comparator.comparing((SemanticVersion version) -> version.major)
          .thenComparing(version -> version.minor)
          .thenComparing(version -> version.patch)
          .thenComparing((one, other) -> one.compareStage(other));

  private final String text;
  private final UnsignedLong major;
  private final UnsignedLong minor;
  private final UnsignedLong patch;

  @SuppressWarnings("Immutable") // an immutable list
  private final List<String> stage;

  private SemanticVersion(Matcher matcher, List<String> stage) {
    this.text = matcher.group();
    this.major = UnsignedLong.valueOf(matcher.group(1));
    this.minor = UnsignedLong.valueOf(matcher.group(2));
    this.patch = UnsignedLong.valueOf(matcher.group(3));
    this.stage = stage;
  }

  /** Reads a version; empty if it is none. */
  public static Optional<SemanticVersion> parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> stage = identifiers(matcher.group(4));
    List<String> build = identifiers(matcher.group(5));
    if (build.contains("") || stage.stream().anyMatch(each -> !isStage(each))) {
      return Optional.empty();
    }
    boolean numbersFit = fits(matcher.group(1)) && fits(matcher.group(2)) && fits(matcher.group(3));
    return numbersFit ? Optional.of(new SemanticVersion(matcher, stage)) : Optional.empty();
  }

  /** As {@link #parse}, but with a leading {@code v}, leading zeros and missing parts allowed. */
  public static Optional<SemanticVersion> parseTolerant(String text) {
    String version = text.startsWith("v") ? text.substring(1) : text;
    List<String> parts =
        new ArrayList<>(Splitter.on('.').limit(MAXIMUM_PARTS).splitToList(version));
    parts.replaceAll(SemanticVersion::withoutLeadingZeros);
    if (parts.size() < MAXIMUM_PARTS && CharMatcher.anyOf("+-").matchesAnyOf(parts.getLast())) {
      return Optional.empty();
    }
    while (parts.size() < MAXIMUM_PARTS) {
      parts.add("0");
    }
    return parse(String.join(".", parts));
  }

  private static String withoutLeadingZeros(String part) {
    if (part.length() <= 1) {
      return part;
    }
    String trimmed = CharMatcher.is('0').trimLeadingFrom(part);
    return trimmed.isEmpty() || !DIGITS.matches(trimmed.charAt(0)) ? "0" + trimmed : trimmed;
  }

  private static List<String> identifiers(@Nullable String dotted) {
    return dotted == null ? List.of() : List.copyOf(Splitter.on('.').splitToList(dotted));
  }

  private static boolean isStage(String identifier) {
    if (!isNumber(identifier)) {
      return !identifier.isEmpty();
    }
    boolean leadingZero = identifier.length() > 1 && identifier.charAt(0) == '0';
    return !leadingZero && fits(identifier);
  }

  private static boolean fits(String number) {
    return number.length() <= MAXIMUM_DIGITS && new BigInteger(number).bitLength() <= Long.SIZE;
  }

  private static boolean isNumber(String identifier) {
    return !identifier.isEmpty() && DIGITS.matchesAllOf(identifier);
  }

  /** The first number; over the range of an integer it wraps around, as in Kubernetes. */
  public long major() {
    return major.longValue();
  }

  /** The second number. */
  public long minor() {
    return minor.longValue();
  }

  /** The third number. */
  public long patch() {
    return patch.longValue();
  }

  @Override
  public int compareTo(SemanticVersion other) {
    return Integer.signum(ORDER.compare(this, other));
  }

  /** A version without a stage comes after all that have one. */
  private int compareStage(SemanticVersion other) {
    if (stage.isEmpty() || other.stage.isEmpty()) {
      return Boolean.compare(stage.isEmpty(), other.stage.isEmpty());
    }
    int common = Math.min(stage.size(), other.stage.size());
    for (int index = 0; index < common; index++) {
      int order = compareIdentifiers(stage.get(index), other.stage.get(index));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(stage.size(), other.stage.size());
  }

  private static int compareIdentifiers(String one, String other) {
    if (isNumber(one) && isNumber(other)) {
      return UnsignedLong.valueOf(one).compareTo(UnsignedLong.valueOf(other));
    }
    if (isNumber(one) || isNumber(other)) {
      return Boolean.compare(isNumber(other), isNumber(one));
    }
    return one.compareTo(other);
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public OpaqueType celType() {
    return TYPE;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SemanticVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return List.of(major, minor, patch, stage).hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
