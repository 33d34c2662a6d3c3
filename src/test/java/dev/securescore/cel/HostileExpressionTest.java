package dev.securescore.cel;

import static dev.securescore.cel.Evaluating.LANGUAGE;
import static dev.securescore.cel.Evaluating.compile;
import static dev.securescore.cel.Evaluating.failure;
import static dev.securescore.cel.Evaluating.outcome;
import static dev.securescore.cel.Evaluating.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.cel.Compilation.Refused;
import dev.securescore.cel.Outcome.Failure;
import dev.securescore.cel.Outcome.Reason;
import dev.securescore.json.Json;
import dev.securescore.json.JsonList;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileExpressionTest {

  private static final Duration AT_MOST = Duration.ofMillis(200);
  private static final String LONG = "x".repeat(10_000);
  private static final Map<String, ?> INPUT =
      Map.of(
          "l", IntStream.range(0, 1000).boxed().toList(),
          "s", LONG,
          "w", "ab".repeat(20_000));

  @BeforeAll
  static void warmUp() {
    for (int i = 0; i < 20; i++) {
      value("l.exists(x, x > 10 && s.replace('y', 'z').matches('x{3}y?'))", INPUT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "l.all(a, l.all(b, l.all(c, a + b + c >= 0)))",
        "l.all(a, l.all(b, l.all(c, a + b + c >= 0))) || true",
        "true || l.all(a, l.all(b, l.all(c, a + b + c >= 0)))",
        "l.exists(x, l.all(a, l.all(b, a + b >= 0)) || true)",
        "l.map(a, l.map(b, l.map(c, string(a) + string(b))))",
        "l.map(x, l + l + l + l)",
        "l.map(x, l.map(y, s + s))",
        "[s].map(a, a+a+a+a).map(a, a+a+a+a).map(a, a+a+a+a).map(a, a+a+a+a)",
        "[l].map(a, [a, a, a, a]).map(a, [a, a, a, a]).map(a, [a, a, a, a]).map(a, [a, a, a, a, a])",
        "lists.range(5000000).all(x, x >= 0)",
        "lists.range(9223372036854775807) == []",
        "s.replace('', s)",
        "s.replace('x', s)",
        "s.replace('x', s, -1)",
        "l.map(x, s).join(s)",
        "l.map(x, s).join('')",
        "w.contains('ab'.replace('a', w.substring(0, 19000)) + 'c')",
        "l.map(x, w.split('b')).size() > 0",
        "l.all(x, w.matches('(ab|ba)*$'))",
        "l.all(x, !s.matches('(x?){60}y'))",
        "(w + w).matches('(a?b?){20}c')",
        "w.replace('b', w)",
        "lists.range(50000).distinct() == []",
        "sets.contains(lists.range(50000), lists.range(50000))",
        "strings.quote(strings.quote(w + w)) == ''",
        "l.all(x, l.sort() == l.reverse().sort())",
        "l.transformMap(i, v, l.transformMap(j, w2, l)).size() > 0",
        "l.map(x, w.findAll('.')).size() > 0",
        "l.map(x, '%s'.format([w])).size() > 0",
        "'%.2000000000f'.format([1.5]) == ''",
        "'%.2000000000e'.format([1.5]) == ''",
        "'%s%s%s'.format([w, w, w]) == ''",
        "[l].map(a, [a, a, a, a]).map(a, [a, a, a, a]).map(a, [a, a]).map(a, '%s'.format([a]))",
        "l.all(x, l.all(y, isURL('https://' + s)))",
        "l.all(x, url('https://h/?' + w.substring(0, 15000).replace('a', '&b=')).getQuery().size() > 0)",
        "[url('https://h/' + s)].all(u, l.all(x, l.all(y, u == u)))",
        "l.all(x, l.all(y, isIP(s) || isCIDR(s) || true))",
        "l.all(x, l.all(y, !isSemver('1.2.3-' + w) || true))",
        "[semver('1.2.3-' + w.replace('b', '.') + 'a')].all(v, l.all(x, l.all(y, !v.isLessThan(v))))",
        "l.all(x, l.all(y, format.qualifiedName().validate(w).hasValue()))",
        "l.all(x, format.uri().validate(w).hasValue() || l.all(y, isQuantity(w) || true))",
        "l.all(x, l.all(y, double('1' + w.replace('ab', '11')) > 0.0))",
      })
  void endsInTimeWithTheLimitNamed(String expression) {
    Expression compiled = Evaluating.compiled(expression, INPUT);
    Variables values = Json.object(INPUT)::get;

    Outcome outcome =
        inTime(
            () -> compiled.evaluate(values, new Budget(BudgetLimits.standard(), System::nanoTime)));

    if (expression.startsWith("true ||")) {
      assertThat(outcome).isEqualTo(new Outcome.Value(true));
    } else {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> {
                assertThat(failure.reason())
                    .isIn(Reason.COST_EXCEEDED, Reason.SIZE_EXCEEDED, Reason.TIME_EXCEEDED);
                assertThat(failure.message())
                    .matches("(cost|size|time) limit exceeded: (more than|a value over) .*");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{0,100}){0,100}){0,10}b",
        "(((a{1000}){1000}){1000}){1000}",
        "(a{0,100}){0,100}",
        "a{0,99999}",
        "[a-z]{500}{3}",
        "((a?){100}|b{100}){20}",
      })
  void largeRegularExpressionIsRefusedWithoutCompilingIt(String expression) {
    Compilation compilation = inTime(() -> compile("s.matches('%s')".formatted(expression), INPUT));
    Failure failure = inTime(() -> failure("s.matches('' + '%s')".formatted(expression), INPUT));

    assertThat(compilation)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.message()).contains("at most 1000 states");
              assertThat(refused.column()).isEqualTo(11);
            });
    assertThat(failure.message()).contains("at most 1000 states");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
        "^(?:[^/]+/)?[^:]+:v?[0-9]+",
        "\\\\Q{9}\\\\E{3}",
        "[{2000}]"
      })
  void ordinaryRegularExpressionIsAccepted(String expression) {
    assertThat(outcome("s.matches('%s')".formatted(expression), INPUT))
        .isInstanceOf(Outcome.Value.class);
  }

  @Test
  void patternsBeyondTheCacheStillMatch() {
    assertThat(value("l.all(x, !'text'.matches('^y' + string(x)))", INPUT)).isEqualTo(true);
    assertThat(value("l.all(x, !'text'.matches('^z' + string(x)))", INPUT)).isEqualTo(true);
  }

  @Test
  void longExpressionIsRefused() {
    assertThat(compile("true || " + "'" + "x".repeat(17_000) + "' == ''", Map.of()))
        .isEqualTo(new Refused("expression too long: 17016 bytes, at most 16384", 1, 1));
  }

  @Test
  void deepExpressionIsRefusedAtItsPlace() {
    String expression =
        IntStream.range(0, 60).mapToObj(String::valueOf).reduce("0", "%s + %s"::formatted);

    assertThat(compile(expression, Map.of()))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.message()).contains("over 50 levels");
              assertThat(refused.column()).isGreaterThan(1);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "!(", "a.all(x, ", "-(", "{1: "})
  void thousandNestingsAreRefusedInTime(String opening) {
    Compilation compilation =
        inTime(() ->
            LANGUAGE.compile(
                opening.repeat(1000) + "1" + ")".repeat(1000), Set.of("a"), ResultType.ANY));

    assertThat(compilation).isInstanceOf(Refused.class);
    assertThat(((Refused) compilation).line()).isPositive();
  }

  @Test
  void interruptionAborts() {
    Thread.currentThread().interrupt();
    Failure failure = failure("l.all(a, l.all(b, a + b >= 0)) || true", INPUT);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure).isEqualTo(new Failure(Reason.INTERRUPTED, "interrupted"));
  }

  @Test
  void budgetIsSharedByAllEvaluations() {
    Expression expression = Evaluating.compiled("l.all(x, x >= 0)", INPUT);
    Budget budget = new Budget(new BudgetLimits(10_000, Duration.ofDays(1), 100_000), () -> 0);
    Variables variables = Json.object(INPUT)::get;

    assertThat(expression.evaluate(variables, budget)).isInstanceOf(Outcome.Value.class);
    assertThat(expression.evaluate(variables, budget))
        .isEqualTo(new Failure(Reason.COST_EXCEEDED, "cost limit exceeded: more than 10000 steps"));
    assertThat(Evaluating.compiled("true", Map.of()).evaluate(variables, budget))
        .isInstanceOf(Failure.class);
  }

  @Test
  void timeLimitIsReadFromTheClock() {
    long[] now = {0};
    Budget budget =
        new Budget(
            new BudgetLimits(1_000_000, Duration.ofMillis(100), 100_000),
            () -> now[0] += 10_000_000);

    assertThat(
            Evaluating.compiled("l.all(a, l.all(b, a + b >= 0)) || true", INPUT)
                .evaluate(Json.object(INPUT)::get, budget))
        .isEqualTo(new Failure(Reason.TIME_EXCEEDED, "time limit exceeded: more than 100 ms"));
  }

  @Test
  void usedUpTimeFailsEveryFurtherEvaluation() {
    long[] now = {0};
    Budget budget =
        new Budget(
            new BudgetLimits(1_000_000, Duration.ofMillis(100), 100_000),
            () -> now[0] += 60_000_000);
    Expression endless = Evaluating.compiled("l.all(a, l.all(b, a + b >= 0)) || true", INPUT);
    Variables variables = Json.object(INPUT)::get;

    Outcome first = endless.evaluate(variables, budget);

    assertThat(((Failure) first).reason()).isEqualTo(Reason.TIME_EXCEEDED);
    assertThat(Evaluating.compiled("true", INPUT).evaluate(variables, budget)).isEqualTo(first);
  }

  @Test
  void shortEvaluationsReadNoClockUntilTheyAreMany() {
    long[] readings = {0};
    Budget budget = new Budget(BudgetLimits.standard(), () -> readings[0]++ * 60_000_000);
    Expression expression = Evaluating.compiled("l.exists(x, x >= 10)", INPUT);
    Variables variables = Json.object(INPUT)::get;

    assertThat(expression.evaluate(variables, budget)).isEqualTo(new Outcome.Value(true));
    assertThat(readings[0]).isZero();

    Outcome outcome = expression.evaluate(variables, budget);
    for (int i = 0; i < 1000 && outcome instanceof Outcome.Value; i++) {
      outcome = expression.evaluate(variables, budget);
    }
    assertThat(outcome)
        .isEqualTo(new Failure(Reason.TIME_EXCEEDED, "time limit exceeded: more than 100 ms"));
    assertThat(budget.spent().units()).isLessThan(10_000);
  }

  @Test
  void interruptionAbortsAShortEvaluation() {
    Thread.currentThread().interrupt();
    Failure failure = failure("true", Map.of());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure).isEqualTo(new Failure(Reason.INTERRUPTED, "interrupted"));
  }

  @Test
  void deepInputEndsInAFailure() {
    Map<String, ?> variables = Map.of("a", deep(), "b", deep());

    for (String expression : List.of("a == b", "a in [b]", "[a, b].distinct() == []")) {
      assertThat(failure(expression, variables).message()).startsWith("size limit exceeded");
    }
  }

  private static JsonList deep() {
    JsonList deep = JsonList.EMPTY;
    for (int i = 0; i < 50_000; i++) {
      deep = Json.list(List.of(deep));
    }
    return deep;
  }

  @Test
  void mappingALargeListIsLinear() {
    List<Integer> large = IntStream.range(0, 20_000).boxed().toList();
    Map<String, ?> variables = Map.of("big", large);
    Budget budget = Evaluating.budget();

    Outcome outcome =
        Evaluating.compiled("size(big.map(x, x + 1))", variables)
            .evaluate(Json.object(variables)::get, budget);

    assertThat(outcome).isEqualTo(new Outcome.Value(20_000L));
    assertThat(budget.spent().units()).isLessThan(20_000 * 12);
  }

  @Test
  void largeTextOfTheInputMayBeRead() {
    assertThat(
            value(
                "m['k'].startsWith('x') && m.k.endsWith('x')",
                Map.of("m", Map.of("k", "x".repeat(500_000)))))
        .isEqualTo(true);
  }

  /** Counts the processor's time, as other work on the machine may hold this up. */
  private static <T> T inTime(Supplier<T> work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    T result = work.get();
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(AT_MOST);
    return result;
  }
}
