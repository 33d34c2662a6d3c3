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
  private static final int LABEL_LENGTH = 63;
  private static final int SUBDOMAIN_LENGTH = 253;

  private static final Rule LABEL_RULE =
      new Rule(
          LABEL_LENGTH,
          LABEL,
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
              + " must start and end with an alphanumeric character",
          "my-name",
          "123-abc");
  private static final Rule SUBDOMAIN_RULE =
      new Rule(
          SUBDOMAIN_LENGTH,
          SUBDOMAIN,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
              + " '.', and must start and end with an alphanumeric character",
          "example.com");
  private static final Rule OLD_LABEL_RULE =
      new Rule(
          LABEL_LENGTH,
          OLD_LABEL,
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
              + " alphabetic character, and end with an alphanumeric character",
          "my-name",
          "abc-123");
  private static final Rule QUALIFIED_RULE =
      new Rule(
          LABEL_LENGTH,
          QUALIFIED,
          "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
              + " alphanumeric character",
          "MyName",
          "my.name",
          "123-abc");
  private static final Rule LABEL_VALUE_RULE =
      new Rule(
          LABEL_LENGTH,
          "(" + QUALIFIED + ")?",
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
              + " '.', and must start and end with an alphanumeric character",
          "MyValue",
          "my_value",
          "12345");

  private NameRules() {}

  static List<String> label(String name) {
    boolean onlyDots = SUBDOMAIN_RULE.matches(name);
    return LABEL_RULE.problems(name, onlyDots ? "must not contain dots" : LABEL_RULE.mismatch);
  }

  static List<String> subdomain(String name) {
    return SUBDOMAIN_RULE.problems(name, SUBDOMAIN_RULE.mismatch);
  }

  /** The rule of services, which may not begin with a digit. */
  static List<String> oldLabel(String name) {
    return OLD_LABEL_RULE.problems(name, OLD_LABEL_RULE.mismatch);
  }

  static List<String> labelValue(String value) {
    return LABEL_VALUE_RULE.problems(value, LABEL_VALUE_RULE.mismatch);
  }

  /** The rule of label keys. */
  static List<String> qualifiedName(String text) {
    List<String> parts = Splitter.on('/').splitToList(text);
    if (parts.size() > 2) {
      return List.of(
          "a valid label key "
              + QUALIFIED_RULE.mismatch
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
    List<String> problems = QUALIFIED_RULE.problems(name, QUALIFIED_RULE.mismatch);
    if (name.isEmpty()) {
      problems.addFirst("must be non-empty");
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

  /** A pattern and a length in bytes. */
  private static final class Rule {

    private final int maximum;
    private final Pattern pattern;
    private final String mismatch;

    Rule(int maximum, String pattern, String rule, String... examples) {
      String quoted =
          Stream.of(examples)
              .map(example -> "'" + example + "', ")
              .collect(Collectors.joining(" or "));
      this.maximum = maximum;
      this.pattern = Pattern.compile(pattern);
      this.mismatch = rule + " (e.g. " + quoted + "regex used for validation is '" + pattern + "')";
    }

    boolean matches(String name) {
      return pattern.matches(name);
    }

    List<String> problems(String name, String unlikePattern) {
      List<String> problems = new ArrayList<>();
      if (name.getBytes(StandardCharsets.UTF_8).length > maximum) {
        problems.add("must be no more than %d characters".formatted(maximum));
      }
      if (!matches(name)) {
        problems.add(unlikePattern);
      }
      return problems;
    }
  }
}
