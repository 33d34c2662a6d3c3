package dev.securescore.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rows of cells in columns as wide as their widest cell; the last one fits the screen. */
public final class Table {

  private static final int GAP = 3;
  private static final int NARROW_GAP = 2;
  private static final int NARROW = 100;
  private static final int LEAST_LAST_COLUMN = 8;

  /** From here on it pays to have several threads. */
  private static final int MANY = 1000;

  private final List<String> headings;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A table without rows; without headings where they are empty. */
  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /**
   * A text with its colour.
   *
   * @param text is made printable by the table
   */
  public record Cell(String text, Paint paint) {}

  /** Adds a row; cells are a {@link Cell} or any other value in its text form. */
  public void add(Object... cells) {
    rows.add(row(List.of(cells)));
  }

  /** Adds a row for each of many things; several threads make them. */
  <T> void addAll(List<T> things, Function<T, List<Object>> cells) {
    rows.addAll(several(things).map(thing -> row(cells.apply(thing))).toList());
  }

  private static List<Cell> row(List<Object> cells) {
    List<Cell> row = new ArrayList<>(cells.size());
    for (Object cell : cells) {
      Cell coloured =
          cell instanceof Cell already ? already : new Cell(cell.toString(), Paint.NONE);
      row.add(new Cell(Printable.of(coloured.text()), coloured.paint()));
    }
    return List.copyOf(row);
  }

  private static <T> Stream<T> several(List<T> things) {
    return things.size() < MANY ? things.stream() : things.parallelStream();
  }

  /** Whether there is no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines of the table, headings first; none where there is no row. */
  public List<String> lines(Screen screen) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<List<Cell>> all = new ArrayList<>();
    if (!headings.isEmpty()) {
      all.add(headings.stream().map(heading -> new Cell(heading, Paint.HEADING)).toList());
    }
    all.addAll(rows);
    int[] widths = widths(all);
    return several(all).map(row -> line(row, widths, screen)).toList();
  }

  private static int[] widths(List<List<Cell>> all) {
    int[] widths = new int[all.getFirst().size()];
    for (List<Cell> row : all) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], length(row.get(column).text()));
      }
    }
    return widths;
  }

  private static String line(List<Cell> row, int[] widths, Screen screen) {
    StringBuilder line = new StringBuilder();
    int gap = screen.width() < NARROW ? NARROW_GAP : GAP;
    int used = 0;
    for (int column = 0; column < row.size(); column++) {
      Cell cell = row.get(column);
      boolean last = column == row.size() - 1;
      String text =
          last
              ? screen.fit(cell.text(), Math.max(LEAST_LAST_COLUMN, screen.width() - used))
              : cell.text();
      line.append(screen.paint(cell.paint(), text));
      if (!last) {
        line.repeat(" ", widths[column] + gap - length(text));
        used += widths[column] + gap;
      }
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
