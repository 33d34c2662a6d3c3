package dev.securescore.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the oldest release in which a new ValidatingAdmissionPolicy may use an expression.
 *
 * <p>A library coded in one release may be used in new expressions from the next one on: the API
 * server takes only what it could still read after a rollback. Exceptions are what came with a
 * version of cel-go, as Kubernetes enables optionals without one.
 */
final class Releases {

  private static final KubernetesRelease VARIABLES = new KubernetesRelease(28);
  private static final KubernetesRelease OPTIONALS = new KubernetesRelease(29);
  private static final KubernetesRelease TWO_VARIABLES = new KubernetesRelease(33);

  /** By the name of a variable of admission. */
  private static final Map<String, KubernetesRelease> NAMES =
      Map.of("variables", VARIABLES, "namespaceObject", VARIABLES);

  /** By a pattern for the id of an overload; the first that matches decides. */
  private static final Map<Pattern, KubernetesRelease> OVERLOADS = overloads();

  private final CelAbstractSyntaxTree checked;
  private final Set<String> references;

  Releases(CelAbstractSyntaxTree checked, Set<String> references) {
    this.checked = checked;
    this.references = references;
  }

  private static Map<Pattern, KubernetesRelease> overloads() {
    Map<String, Integer> minors = new LinkedHashMap<>();
    minors.put("optional_list_first|optional_list_last|optional_unwrap.*", 33);
    minors.put("(optional|select_optional|(list|map)_optindex)_.*|@optional_.*", 29);
    minors.put("(less|greater)(_equals)?_(int64|uint64|double)_(int64|uint64|double).*", 29);
    minors.put("quantity_.*|string_to_quantity|is_quantity_string", 29);
    minors.put("string_format|strings_quote", 30);
    minors.put("list_sets_.*", 30);
    minors.put("ip_.*|cidr_.*|string_to_(ip|cidr)|is_(ip|cidr)", 31);
    minors.put("format[-.].*", 32);
    minors.put("semver_.*|string_(bool_)?to_semver|is_semver_string.*", 34);
    minors.put("list_(sort|distinct|flatten|slice|reverse).*|lists_range", 35);
    Map<Pattern, KubernetesRelease> releases = new LinkedHashMap<>();
    minors.forEach(
        (ids, minor) -> releases.put(Pattern.compile(ids), new KubernetesRelease(minor)));
    return releases;
  }

  KubernetesRelease minimum() {
    KubernetesRelease ofNames =
        references.stream()
            .map(name -> NAMES.getOrDefault(name, KubernetesRelease.FIRST))
            .reduce(KubernetesRelease.FIRST, KubernetesRelease::or);
    return ofNames.or(of(checked.getExpr()));
  }

  private KubernetesRelease of(CelExpr node) {
    KubernetesRelease own =
        switch (node.getKind()) {
          case CALL -> ofCall(node);
          case LIST -> ofOptional(!node.list().optionalIndices().isEmpty());
          case MAP ->
              ofOptional(node.map().entries().stream().anyMatch(CelMap.Entry::optionalEntry));
          case COMPREHENSION ->
              node.comprehension().iterVar2().isEmpty() ? KubernetesRelease.FIRST : TWO_VARIABLES;
          case CONSTANT, IDENT, SELECT, STRUCT, NOT_SET -> KubernetesRelease.FIRST;
        };
    return Children.of(node).stream().map(this::of).reduce(own, KubernetesRelease::or);
  }

  private static KubernetesRelease ofOptional(boolean optional) {
    return optional ? OPTIONALS : KubernetesRelease.FIRST;
  }

  /** An operand of dynamic type leaves several overloads, of which one is enough. */
  private KubernetesRelease ofCall(CelExpr call) {
    return checked
        .getReference(call.id())
        .map(CelReference::overloadIds)
        .map(List::stream)
        .flatMap(ids -> ids.map(Releases::ofOverload).min(KubernetesRelease::compareTo))
        .orElse(KubernetesRelease.FIRST);
  }

  private static KubernetesRelease ofOverload(String id) {
    return OVERLOADS.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(id).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(KubernetesRelease.FIRST);
  }
}
