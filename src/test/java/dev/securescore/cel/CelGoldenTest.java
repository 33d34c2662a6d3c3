package dev.securescore.cel;

import static dev.securescore.cel.Evaluating.LANGUAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.cel.Compilation.Compiled;
import dev.securescore.cel.Compilation.Refused;
import dev.securescore.cel.Outcome.Failure;
import dev.securescore.cel.Outcome.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The corpus's expressions, with what Kubernetes' own evaluator makes of each. */
class CelGoldenTest {

  private static final int EXPRESSIONS = 263;

  /** An entry of the corpus; {@code type} and {@code value} are of an {@code ok} outcome. */
  private record Golden(
      String library, String expression, String outcome, String type, String value) {}

  @Test
  void all263ExpressionsAgreeWithKubernetesInOutcomeTypeAndValue() throws IOException {
    List<Golden> expressions = golden();

    assertThat(expressions).hasSize(EXPRESSIONS);
    assertThat(expressions)
        .allSatisfy(golden -> assertThat(ours(golden)).isEqualTo(theirs(golden)));
  }

  @Test
  void everyOutcomeAndLibraryIsAmongThem() throws IOException {
    List<Golden> expressions = golden();

    assertThat(expressions.stream().map(Golden::outcome).distinct())
        .containsExactlyInAnyOrder("ok", "compile-error", "runtime-error");
    assertThat(expressions.stream().map(Golden::library).distinct())
        .containsExactlyInAnyOrder("cidr", "cost", "format", "ip", "quantity", "semver");
  }

  private static List<String> theirs(Golden golden) {
    return golden.outcome().equals("ok")
        ? List.of("ok", golden.type(), golden.value())
        : List.of(golden.outcome());
  }

  private static List<String> ours(Golden golden) {
    return switch (LANGUAGE.compile(golden.expression(), Set.of(), ResultType.ANY)) {
      case Refused _ -> List.of("compile-error");
      case Compiled(Expression expression) ->
          switch (expression.evaluate(name -> null, Evaluating.budget())) {
            case Failure _ -> List.of("runtime-error");
            case Value(Object value) ->
                List.of("ok", TypeFunction.typeOf(value).name(), inGo(value));
          };
    };
  }

  /** As Go prints it. */
  private static String inGo(Object value) {
    return switch (value) {
      case Double number when number == Math.rint(number) -> String.valueOf(number.longValue());
      case Optional<?> optional -> optional.map(CelGoldenTest::inGo).orElse("<nil>");
      case Collection<?> list ->
          list.stream().map(CelGoldenTest::inGo).collect(Collectors.joining(" ", "[", "]"));
      case Map<?, ?> map ->
          new TreeMap<>(map)
              .entrySet().stream()
                  .map(entry -> inGo(entry.getKey()) + ":" + inGo(entry.getValue()))
                  .collect(Collectors.joining(" ", "map[", "]"));
      default -> String.valueOf(value);
    };
  }

  private static List<Golden> golden() throws IOException {
    Path file = Path.of(System.getProperty("secure-score.corpus", "")).resolve("cel-golden.json");
    assumeThat(file).exists();
    return new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
  }
}
