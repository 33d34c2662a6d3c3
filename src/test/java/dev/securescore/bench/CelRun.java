package dev.securescore.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.securescore.bench.CelTask.Question;
import dev.securescore.bench.CelTask.Subject;
import dev.securescore.cel.Budget;
import dev.securescore.cel.BudgetLimits;
import dev.securescore.cel.Expression;
import dev.securescore.cel.LazyVariables;
import dev.securescore.cel.Outcome;
import dev.securescore.cel.Variables;
import dev.securescore.json.JsonMap;
import dev.securescore.operator.ThreadTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Our evaluator at work for a while, in a process of its own; budgets as in the operator. */
final class CelRun {

  private static final BudgetLimits LIMITS = BudgetLimits.standard();

  private final LongSupplier clock = new ThreadTime();
  private final CelTask task;
  private final List<List<Integer>> asked;

  private CelRun(CelTask task) {
    this.task = task;
    this.asked = task.inputs().stream().map(task::asked).toList();
  }

  /** Arguments: file for the outcomes, seconds of CPU to warm up, seconds of CPU to measure. */
  static void main(String[] arguments) throws IOException {
    CelRun run = new CelRun(CelTask.ofLibrary());
    StringBuilder outcomes = new StringBuilder();
    run.pass(outcomes);
    Files.writeString(Path.of(arguments[0]), outcomes);
    run.during(Double.parseDouble(arguments[1]));
    System.out.println(
        new JsonMapper().writeValueAsString(run.during(Double.parseDouble(arguments[2]))));
  }

  private Map<String, Object> during(double seconds) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = system.getProcessCpuTime();
    long evaluations = 0;
    long spent = 0;
    while (spent < seconds * 1e9) {
      StringBuilder outcomes = new StringBuilder();
      pass(outcomes);
      evaluations += outcomes.chars().filter(outcome -> outcome != '-').count();
      spent = system.getProcessCpuTime() - start;
    }
    return Map.of("evaluations", evaluations, "cpuSeconds", spent / 1e9);
  }

  private void pass(StringBuilder outcomes) {
    for (int number = 0; number < task.inputs().size(); number++) {
      Subject input = task.inputs().get(number);
      for (int place : asked.get(number)) {
        evaluate(task.rules().get(place), input, outcomes);
      }
    }
  }

  private void evaluate(Question rule, Subject input, StringBuilder outcomes) {
    Budget budget = new Budget(LIMITS, clock);
    if (rule.perContainer()) {
      input
          .template()
          .containers()
          .objects()
          .forEach(container -> evaluate(rule, input, container, budget, outcomes));
    } else {
      evaluate(rule, input, null, budget, outcomes);
    }
  }

  private static void evaluate(
      Question rule,
      Subject input,
      @Nullable JsonMap container,
      Budget budget,
      StringBuilder outcomes) {
    Variables names = names(rule, input, container, budget);
    boolean applies = true;
    for (Expression condition : rule.conditions()) {
      char outcome = outcome(condition, names, budget);
      applies &= outcome == 'T';
      outcomes.append(outcome);
    }
    for (Expression check : rule.checks()) {
      outcomes.append(applies ? outcome(check, names, budget) : '-');
    }
  }

  private static char outcome(Expression expression, Variables names, Budget budget) {
    return switch (expression.evaluate(names, budget)) {
      case Outcome.Failure(Outcome.Reason reason, String message) -> 'E';
      case Outcome.Value(Object value) -> Boolean.TRUE.equals(value) ? 'T' : 'F';
    };
  }

  private static Variables names(
      Question rule, Subject input, @Nullable JsonMap container, Budget budget) {
    return new Variables() {
      private final LazyVariables lazy = new LazyVariables(rule.variables(), this, budget);

      @Override
      public @Nullable Object find(String name) {
        return switch (name) {
          case "object" -> input.object();
          case "container" -> container;
          case "podSpec" -> input.template().spec();
          case "podMetadata" -> input.template().metadata();
          case "containers" -> input.template().containers();
          case "namespaceObject" -> input.namespace();
          case "variables" -> lazy;
          case "params" -> rule.params();
          default -> null;
        };
      }
    };
  }
}
