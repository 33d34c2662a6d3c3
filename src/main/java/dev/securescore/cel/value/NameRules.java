package dev.securescore.cel.value;

import com.google.common.base.Splitter;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What names in Kubernetes look like, with the messages of k8s.io/apimachinery. */
final class NameRules {

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final String OLD_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String LABEL_VALUE = "(" + QUALIFIED + ")?";
  private static final Pattern LABEL_PATTERN = Pattern.compile(LABEL);
  private static final Pattern SUBDOMAIN_PATTERN = Pattern.compile(SUBDOMAIN);
  private static final Pattern OLD_LABEL_PATTERN = Pattern.compile(OLD_LABEL);
  private static final Pattern QUALIFIED_PATTERN = Pattern.compile(QUALIFIED);
  private static final Pattern LABEL_VALUE_PATTERN = Pattern.compile(LABEL_VALUE);
  private static final int LABEL_LENGTH = 63;
  private static final int SUBDOMAIN_LENGTH = 253;
  private static final String QUALIFIED_RULE =
      mismatch(
          "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
              + " alphanumeric character",
          QUALIFIED,
          "MyName",
          "my.name",
          "123-abc");

  private NameRules() {}

  static List<String> label(String name) {
    List<String> problems = tooLong(name, LABEL_LENGTH);
    if (!LABEL_PATTERN.matches(name)) {
      problems.add(
          SUBDOMAIN_PATTERN.matches(name)
              ? "must not contain dots"
              : mismatch(
                  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or"
                      + " '-', and must start and end with an alphanumeric character",
                  LABEL,
                  "my-name",
                  "123-abc"));
    }
    return problems;
  }

  static List<String> subdomain(String name) {
    List<String> problems = tooLong(name, SUBDOMAIN_LENGTH);
    if (!SUBDOMAIN_PATTERN.matches(name)) {
      problems.add(
          mismatch(
              "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                  + " '-' or '.', and must start and end with an alphanumeric character",
              SUBDOMAIN,
              "example.com"));
    }
    return problems;
  }

  /** The rule of services, which may not begin with a digit. */
  static List<String> oldLabel(String name) {
    List<String> problems = tooLong(name, LABEL_LENGTH);
    if (!OLD_LABEL_PATTERN.matches(name)) {
      problems.add(
          mismatch(
              "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start"
                  + " with an alphabetic character, and end with an alphanumeric character",
              OLD_LABEL,
              "my-name",
              "abc-123"));
    }
    return problems;
  }

  static List<String> labelValue(String value) {
    List<String> problems = tooLong(value, LABEL_LENGTH);
    if (!LABEL_VALUE_PATTERN.matches(value)) {
      problems.add(
          mismatch(
              "a valid label must be an empty string or consist of alphanumeric characters, '-',"
                  + " '_' or '.', and must start and end with an alphanumeric character",
              LABEL_VALUE,
              "MyValue",
              "my_value",
              "12345"));
    }
    return problems;
  }

  /** The rule of label keys. */
  static List<String> qualifiedName(String text) {
    List<String> parts = Splitter.on('/').splitToList(text);
    if (parts.size() > 2) {
      return List.of(
          "a valid label key "
              + QUALIFIED_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    Stream<String> ofPrefix =
        parts.size() == 1 ? Stream.of() : beginning("prefix part ", prefix(parts.getFirst()));
    return Stream.concat(ofPrefix, beginning("name part ", name(parts.getLast()))).toList();
  }

  private static List<String> prefix(String prefix) {
    return prefix.isEmpty() ? List.of("must be non-empty") : subdomain(prefix);
  }

  private static List<String> name(String name) {
    List<String> problems = tooLong(name, LABEL_LENGTH);
    if (name.isEmpty()) {
      problems.add("must be non-empty");
    }
    if (!QUALIFIED_PATTERN.matches(name)) {
      problems.add(QUALIFIED_RULE);
    }
    return problems;
  }

  private static Stream<String> beginning(String beginning, List<String> problems) {
    return problems.stream().map(beginning::concat);
  }

  /** Masks a dash at the end, as a name that something is appended to may have one. */
  static String asPrefix(String name) {
    return name.length() > 1 && name.endsWith("-")
        ? name.substring(0, name.length() - 2) + "a"
        : name;
  }

  private static List<String> tooLong(String text, int maximum) {
    List<String> problems = new ArrayList<>();
    if (text.getBytes(StandardCharsets.UTF_8).length > maximum) {
      problems.add("must be no more than %d characters".formatted(maximum));
    }
    return problems;
  }

  private static String mismatch(String rule, String pattern, String... examples) {
    String quoted =
        Stream.of(examples)
            .map(example -> "'" + example + "', ")
            .collect(Collectors.joining(" or "));
    return rule + " (e.g. " + quoted + "regex used for validation is '" + pattern + "')";
  }
}
