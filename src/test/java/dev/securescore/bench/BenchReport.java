package dev.securescore.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a benchmark found: tables in Markdown for people, then everything on one line of JSON. */
final class BenchReport {

  private final String name;
  private final List<Table> tables = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  private record Table(String title, List<String> header, List<List<String>> rows) {}

  /** A goal of the project beside what was measured. */
  private record Goal(String what, String goal, String measured, boolean met) {}

  BenchReport(String name) {
    this.name = name;
  }

  void table(String title, List<String> header, List<List<String>> rows) {
    tables.add(new Table(title, header, rows));
  }

  void goal(String what, String goal, String measured, boolean met) {
    goals.add(new Goal(what, goal, measured, met));
  }

  /** Something a reader of the tables must know. */
  void note(String text) {
    notes.add(text);
  }

  /** A figure for the JSON alone. */
  void value(String key, Object value) {
    values.put(key, value);
  }

  void print(PrintStream out) {
    Map<String, String> machine = Machine.description();
    out.println("## bench/" + name + "\n");
    machine.forEach((key, value) -> out.println("- " + key + ": " + value));
    tables.forEach(table -> print(table, out));
    if (!goals.isEmpty()) {
      List<List<String>> rows =
          goals.stream()
              .map(goal ->
                  List.of(goal.what(), goal.goal(), goal.measured(), goal.met() ? "yes" : "**no**"))
              .toList();
      print(new Table("Goals", List.of("what", "goal", "measured", "met"), rows), out);
    }
    if (!notes.isEmpty()) {
      out.println();
      notes.forEach(note -> out.println("- " + note));
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("benchmark", name);
    all.put("machine", machine);
    all.put("goals", goals);
    all.put("notes", notes);
    all.putAll(values);
    out.println("\n" + json(all));
  }

  private static void print(Table table, PrintStream out) {
    out.println("\n### " + table.title() + "\n");
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.header());
    lines.addAll(table.rows());
    int[] widths = new int[table.header().size()];
    for (List<String> line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    lines.add(1, rule);
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder("|");
      for (int column = 0; column < widths.length; column++) {
        String cell = line.get(column);
        text.append(' ').append(cell).repeat(" ", widths[column] - cell.length()).append(" |");
      }
      out.println(text);
    }
  }

  private static String json(Object value) {
    try {
      return new JsonMapper().writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
