package dev.securescore.catalog;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.securescore.api.MatchConstraints;
import dev.securescore.api.Parameter;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Target;
import dev.securescore.catalog.TypedFields.Field;
import dev.securescore.cel.CelLanguage;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceName;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.schema.Inference;
import dev.securescore.schema.Inference.Inferred;
import dev.securescore.schema.Schemas;
import dev.securescore.schema.ScopeTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the expressions of recommendations against the schemas of the objects they are asked of.
 *
 * <p>Compiling stays authoritative, as in Kubernetes, where this is {@code status.typeChecking} of
 * a ValidatingAdmissionPolicy: what is found here is a warning to the author. Safe for use by
 * several threads; a check takes milliseconds and is for the author's eyes, not for judging.
 */
public final class TypeChecker {

  private static final Pattern KIND = Pattern.compile("\\bobject\\s*\\.\\s*(kind|apiVersion)\\b");
  private static final CelType TEXTS = ListType.create(SimpleType.STRING);

  private final CelLanguage language;
  private final Schemas schemas;
  private final Map<String, CelType> lifted;

  /** A checker of expressions of a language about objects that the schemas know. */
  public TypeChecker(CelLanguage language, Schemas schemas) {
    this.language = language;
    this.schemas = schemas;
    this.lifted = new ScopeTypes(schemas).lifted();
  }

  /**
   * What does not fit.
   *
   * <p>Fields that do not compile are passed over.
   *
   * @param workloads the kinds that run pods, which a recommendation without constraints concerns
   */
  public TypeCheck check(SecurityRecommendationSpec spec, WorkloadKinds workloads) {
    Map<String, CelType> names = new HashMap<>(lifted);
    names.put(
        "params",
        ScopeTypes.struct(
            "params",
            spec.parameters().stream().collect(Collectors.toMap(Parameter::name, _ -> TEXTS))));
    List<Field> fields = TypedFields.of(language, spec);
    Set<ResourceName> asked = objects(spec, workloads);
    Map<ResourceName, TypePass> passes = new TreeMap<>();
    for (ResourceName resource : asked) {
      Optional<StructType> type = schemas.of(resource);
      if (type.isPresent()) {
        names.put("object", type.get());
        TypePass pass = walk(fields, names);
        if (!pass.readsObject()) {
          return new TypeCheck(pass.problems(), Set.of());
        }
        passes.put(resource, pass);
      }
    }
    Set<ResourceName> unknown = new TreeSet<>(asked);
    unknown.removeAll(passes.keySet());
    if (passes.isEmpty()) {
      TypePass pass = walk(fields, names);
      return new TypeCheck(pass.problems(), pass.readsObject() ? unknown : Set.of());
    }
    return new TypeCheck(TypePass.problems(passes, asked.size(), tellsKindsApart(fields)), unknown);
  }

  private TypePass walk(List<Field> fields, Map<String, CelType> names) {
    Map<String, CelType> all = new HashMap<>(names);
    Map<String, CelType> variables = new HashMap<>();
    List<TypePass.Found> found = new ArrayList<>();
    boolean readsObject = false;
    for (Field field : fields) {
      all.put("variables", ScopeTypes.struct("variables", variables));
      Inferred inferred =
          new Inference(field.tree(), all, language.callTypes()).infer(field.expected());
      inferred.mistakes().forEach(mistake -> found.add(new TypePass.Found(field.path(), mistake)));
      readsObject |= inferred.read().contains("object");
      @Nullable String variable = field.variable();
      if (variable != null) {
        variables.put(variable, inferred.type());
      }
    }
    return new TypePass(found, readsObject);
  }

  private static boolean tellsKindsApart(List<Field> fields) {
    return fields.stream().anyMatch(field -> KIND.matcher(field.source()).find());
  }

  /** The resources that {@code object} may be; none where a rule names every resource. */
  private static Set<ResourceName> objects(
      SecurityRecommendationSpec spec, WorkloadKinds workloads) {
    KindMatch kinds = RuleCompiler.kinds(spec, workloads);
    if (spec.target() != Target.OBJECT) {
      return workloads.all().stream()
          .filter(kinds::matches)
          .map(KindName::resource)
          .collect(Collectors.toCollection(TreeSet::new));
    }
    @Nullable MatchConstraints match = spec.matchConstraints();
    boolean isOpen =
        match != null
            && match.resourceRules().stream()
                .flatMap(
                    rule -> Stream.concat(rule.apiGroups().stream(), rule.resources().stream()))
                .anyMatch(name -> name.equals("*"));
    return isOpen ? Set.of() : kinds.named();
  }
}
