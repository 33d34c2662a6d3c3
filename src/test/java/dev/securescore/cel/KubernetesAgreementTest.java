package dev.securescore.cel;

import static dev.securescore.cel.Evaluating.LANGUAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.securescore.cel.Compilation.Compiled;
import dev.securescore.cel.Compilation.Refused;
import dev.securescore.cel.Outcome.Failure;
import dev.securescore.cel.Outcome.Value;
import dev.securescore.cel.value.Quotation;
import dev.securescore.json.Json;
import dev.securescore.json.JsonMap;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Expressions of ours with what the evaluator of Kubernetes 1.37 (k8s.io/apiserver v0.37.2, new
 * expressions) makes of them, and the release since which it accepts each.
 */
class KubernetesAgreementTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What the evaluator was given as {@code object}. */
  private static final JsonMap VARIABLES =
      Json.object(
          Map.of(
              "object",
              Map.of(
                  "n",
                  1,
                  "s",
                  "abc",
                  "l",
                  List.of("a", "b", "a"),
                  "e",
                  Map.of(),
                  "d",
                  1.5,
                  "b",
                  true,
                  "ll",
                  List.of(List.of(1), List.of(2)))));

  private record Theirs(
      String expression,
      String outcome,
      @Nullable String since,
      @Nullable String type,
      @Nullable String value) {}

  @Test
  void everyExpressionHasTheirOutcomeTypeValueAndRelease() throws IOException {
    List<Theirs> all = theirs();

    assertThat(all).hasSizeGreaterThan(900);
    assertThat(all).allSatisfy(each -> assertThat(ours(each.expression())).isEqualTo(each));
  }

  private static Theirs ours(String expression) {
    return switch (LANGUAGE.compile(
        expression, Set.of("object", "oldObject", "params"), ResultType.ANY)) {
      case Refused _ -> new Theirs(expression, "compile-error", null, null, null);
      case Compiled(Expression compiled) -> ours(compiled);
    };
  }

  private static Theirs ours(Expression compiled) {
    String since = compiled.minimumRelease().toString();
    return switch (compiled.evaluate(VARIABLES::get, Evaluating.budget())) {
      case Failure _ -> new Theirs(compiled.source(), "runtime-error", since, null, null);
      case Value(Object value) ->
          new Theirs(compiled.source(), "ok", since, type(value), written(value));
    };
  }

  private static String type(Object value) {
    return value instanceof TypeType ? "type" : TypeFunction.typeOf(value).name();
  }

  private static String written(Object value) {
    return switch (value) {
      case String text -> Quotation.of(text);
      case Double number when number.isNaN() -> "d:nan";
      case Double number -> "d:" + Long.toHexString(Double.doubleToRawLongBits(number));
      case UnsignedLong number -> number + "u";
      case CelByteString bytes -> "b:" + HexFormat.of().formatHex(bytes.toByteArray());
      case Duration duration ->
          "dur:"
              + BigDecimal.valueOf(duration.getSeconds())
                  .add(BigDecimal.valueOf(duration.getNano(), 9))
                  .scaleByPowerOfTen(9)
                  .toBigInteger();
      case Instant time -> "ts:%d.%09d".formatted(time.getEpochSecond(), time.getNano());
      case NullValue _ -> "null";
      case TypeType type -> "type(" + type.type().name() + ")";
      case Optional<?> optional ->
          optional.map(held -> "optional(" + written(held) + ")").orElse("none");
      case Collection<?> list ->
          list.stream()
              .map(KubernetesAgreementTest::written)
              .collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map -> writtenMap(map);
      default -> value.toString();
    };
  }

  private static String writtenMap(Map<?, ?> map) {
    TreeMap<String, String> entries = new TreeMap<>();
    map.forEach((key, value) -> entries.put(written(key), written(value)));
    try {
      return MAPPER.writeValueAsString(entries);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Theirs> theirs() throws IOException {
    try (InputStream stream =
        KubernetesAgreementTest.class.getResourceAsStream("kubernetes-1.37.json")) {
      return MAPPER.readValue(Objects.requireNonNull(stream), new TypeReference<>() {});
    }
  }
}
