package dev.securescore.cel.value;

import com.google.common.base.Splitter;
import com.google.errorprone.annotations.Immutable;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A format that Kubernetes has a name for, such as {@code dns1123Label}. */
@Immutable
public final class NamedFormat extends OpaqueValue {

  public static final OpaqueType TYPE = OpaqueType.create("kubernetes.NamedFormat");

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");
  private static final Pattern BASE64 =
      Pattern.compile(
          "(?:[A-Za-z0-9+/]{4})*" + "(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))");

  private static final Map<String, NamedFormat> ALL =
      Stream.of(
              new NamedFormat("dns1123Label", 30, NameRules::label),
              new NamedFormat("dns1123Subdomain", 60, NameRules::subdomain),
              new NamedFormat("dns1035Label", 30, NameRules::oldLabel),
              new NamedFormat("qualifiedName", 60, NameRules::qualifiedName),
              prefix("dns1123LabelPrefix", 30, NameRules::label),
              prefix("dns1123SubdomainPrefix", 60, NameRules::subdomain),
              prefix("dns1035LabelPrefix", 30, NameRules::oldLabel),
              new NamedFormat("labelValue", 40, NameRules::labelValue),
              new NamedFormat("uri", 1103, NamedFormat::uri),
              matching("uuid", 70, UUID::matches, "does not match the UUID format"),
              matching("byte", 84, BASE64::matches, "invalid base64"),
              matching("date", 71, NamedFormat::isDate, "invalid date"),
              matching("datetime", 71, NamedFormat::isDateTime, "invalid datetime"))
          .collect(Collectors.toUnmodifiableMap(NamedFormat::name, Function.identity()));

  private final String name;
  private final int patternLength;

  @SuppressWarnings("Immutable") // a function that keeps nothing
  private final Function<String, List<String>> rule;

  private NamedFormat(String name, int patternLength, Function<String, List<String>> rule) {
    this.name = name;
    this.patternLength = patternLength;
    this.rule = rule;
  }

  private static NamedFormat prefix(
      String name, int patternLength, Function<String, List<String>> rule) {
    return new NamedFormat(name, patternLength, text -> rule.apply(NameRules.asPrefix(text)));
  }

  private static NamedFormat matching(
      String name, int patternLength, Predicate<String> rule, String problem) {
    return new NamedFormat(
        name, patternLength, text -> rule.test(text) ? List.of() : List.of(problem));
  }

  /** All formats by their names. */
  public static Map<String, NamedFormat> all() {
    return ALL;
  }

  /** The format of a name; empty if there is none. */
  public static Optional<NamedFormat> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** How long Kubernetes takes its regular expression to be when it charges for it. */
  public int patternLength() {
    return patternLength;
  }

  /** What is wrong with a text; nothing if it has this format. */
  public List<String> problems(String text) {
    return rule.apply(text);
  }

  private static List<String> uri(String text) {
    try {
      Url.check(text);
      return List.of();
    } catch (UrlSyntaxException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isDate(String text) {
    try {
      return DATE.matches(text) && LocalDate.parse(text).getYear() >= 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    List<String> parts = Splitter.on('t').splitToList(text.toLowerCase(Locale.ROOT));
    if (parts.size() < 2 || !isDate(parts.getFirst())) {
      return false;
    }
    Matcher time = TIME.matcher(parts.get(1));
    return time.matches()
        && time.group(1).compareTo("23") <= 0
        && time.group(2).compareTo("59") <= 0
        && time.group(3).compareTo("59") <= 0;
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
  public String toString() {
    return name;
  }
}
