package dev.securescore.cel;

import static dev.securescore.cel.Evaluating.LANGUAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.cel.Compilation.Compiled;
import dev.securescore.cel.Compilation.Refused;
import dev.securescore.cel.Outcome.Failure;
import dev.securescore.cel.Outcome.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class GoldenExpressionsTest {

  @Test
  void quantitiesAgreeWithKubernetes() throws IOException {
    assertThat(golden("quantity")).allSatisfy(GoldenExpressionsTest::agrees).hasSizeGreaterThan(20);
  }

  @Test
  void setsAndSearchesAgreeWithKubernetes() throws IOException {
    assertThat(
            golden("cost").filter(entry -> text(entry).matches("!?(sets\\.|.*find|.*matches).*")))
        .allSatisfy(GoldenExpressionsTest::agrees)
        .hasSizeGreaterThan(20);
  }

  private static String text(JsonNode entry) {
    return entry.get("expression").asText();
  }

  private static void agrees(JsonNode golden) {
    Compilation compilation =
        LANGUAGE.compile(golden.get("expression").asText(), Set.of(), ResultType.ANY);
    switch (compilation) {
      case Refused _ -> assertThat(golden.get("outcome").asText()).isEqualTo("compile-error");
      case Compiled(Expression expression) -> agrees(golden, expression);
    }
  }

  private static void agrees(JsonNode golden, Expression expression) {
    Budget budget = Evaluating.budget();
    switch (expression.evaluate(name -> null, budget)) {
      case Failure _ -> assertThat(golden.get("outcome").asText()).isEqualTo("runtime-error");
      case Value(Object value) -> {
        assertThat(golden.get("outcome").asText()).isEqualTo("ok");
        assertThat(TypeFunction.typeOf(value).name()).isEqualTo(golden.get("type").asText());
        assertThat(text(value)).isEqualTo(golden.get("value").asText());
      }
    }
  }

  private static String text(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? String.valueOf(number.longValue())
        : String.valueOf(value).replace(", ", " ");
  }

  private static Stream<JsonNode> golden(String library) throws IOException {
    Path file = Path.of(System.getProperty("secure-score.corpus", "")).resolve("cel-golden.json");
    assumeThat(file).exists();
    JsonNode entries = new ObjectMapper().readTree(Files.readString(file));
    return StreamSupport.stream(entries.spliterator(), false)
        .filter(entry -> entry.get("library").asText().equals(library));
  }
}
