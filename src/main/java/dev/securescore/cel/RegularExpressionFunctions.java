package dev.securescore.cel;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import com.google.re2j.Matcher;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.securescore.cel.NativeFunction.Overload;
import java.util.List;

/** CEL's {@code matches} and Kubernetes' {@code find} and {@code findAll}. */
@Immutable
final class RegularExpressionFunctions {

  private static final ListType STRINGS = ListType.create(SimpleType.STRING);

  private final RegularExpressions expressions;

  private RegularExpressionFunctions(RegularExpressions expressions) {
    this.expressions = expressions;
  }

  static List<NativeFunction> all(RegularExpressions expressions) {
    return new RegularExpressionFunctions(expressions).functions();
  }

  private List<NativeFunction> functions() {
    return List.of(
        NativeFunction.of(
            "matches",
            new Overload(
                CelOverloadDecl.newGlobalOverload(
                    "matches", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING),
                CelFunctionBinding.from("matches", String.class, String.class, this::matches)),
            new Overload(
                CelOverloadDecl.newMemberOverload(
                    "matches_string", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING),
                CelFunctionBinding.from(
                    "matches_string", String.class, String.class, this::matches))),
        NativeFunction.of(
            "find",
            new Overload(
                CelOverloadDecl.newMemberOverload(
                    "string_find_string", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING),
                CelFunctionBinding.from(
                    "string_find_string", String.class, String.class, this::find))),
        NativeFunction.of(
            "findAll",
            new Overload(
                CelOverloadDecl.newMemberOverload(
                    "string_find_all_string", STRINGS, SimpleType.STRING, SimpleType.STRING),
                CelFunctionBinding.from(
                    "string_find_all_string",
                    String.class,
                    String.class,
                    (text, expression) -> findAll(text, expression, -1))),
            new Overload(
                CelOverloadDecl.newMemberOverload(
                    "string_find_all_string_int",
                    STRINGS,
                    SimpleType.STRING,
                    SimpleType.STRING,
                    SimpleType.INT),
                CelFunctionBinding.from(
                    "string_find_all_string_int",
                    ImmutableList.of(String.class, String.class, Long.class),
                    of -> findAll((String) of[0], (String) of[1], (Long) of[2])))));
  }

  private boolean matches(String text, String expression) {
    return expressions.forText(expression, text).matcher(text).find();
  }

  private String find(String text, String expression) {
    Matcher matcher = expressions.forText(expression, text).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  /** At most so many matches; all of them if the limit is negative. */
  private ImmutableList<String> findAll(String text, String expression, long limit) {
    Matcher matcher = expressions.forText(expression, text).matcher(text);
    ImmutableList.Builder<String> found = ImmutableList.builder();
    for (long count = 0; count != limit && matcher.find(); count++) {
      Budget.current().charge(1);
      found.add(matcher.group());
    }
    return found.build();
  }
}
