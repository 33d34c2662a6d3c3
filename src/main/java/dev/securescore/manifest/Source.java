package dev.securescore.manifest;

import java.util.List;

/** Where a manifest stands. */
public final class Source {

  private final String input;
  private final String file;
  private final int document;
  private final Lines lines;
  private final Span span;

  /**
   * Where the text of a document stands in its input, and where the object stands in the document.
   *
   * @param start in characters of the decoded input
   * @param end after the last character
   * @param path keys and indexes; empty where the document is the object itself
   */
  public record Span(int start, int end, List<Object> path) {

    static final Span NONE = new Span(0, 0, List.of());

    /** Copies the path. */
    public Span {
      path = List.copyOf(path);
    }
  }

  Source(String input, String file, int document, Lines lines, Span span) {
    this.input = input;
    this.file = file;
    this.document = document;
    this.lines = lines;
    this.span = span;
  }

  /** A place that is no file, such as an object of a cluster; it has no lines. */
  public static Source elsewhere(String name) {
    return new Source(name, name, 1, Lines.leaf(0), Span.NONE);
  }

  /** What was read: a file as people named it, a rendered folder, or {@code stdin}. */
  public String input() {
    return input;
  }

  /** Where the text is that describes the object. */
  public Span span() {
    return span;
  }

  /**
   * The file that people would edit: as they named it, or the template that a {@code # Source:}
   * comment of helm names; {@code stdin} for standard input.
   */
  public String file() {
    return file;
  }

  /** The line on which the object starts, counted from 1; of the rendered text for a template. */
  public int line() {
    return lines.line();
  }

  /** The place of the object among all of its input, counted from 1. */
  public int document() {
    return document;
  }

  /** What tells this object from every other of the same reading, also from one of its name. */
  public String origin() {
    return input + "#" + document;
  }

  /**
   * The line of a field.
   *
   * @param path keys and indexes, such as {@code "spec", "containers", 0}
   * @return the line of the deepest part of the path that the manifest has
   */
  public int lineOf(Object... path) {
    return lines.lineOf(path);
  }

  /** The place as {@code file:line}. */
  @Override
  public String toString() {
    return place(file, line());
  }

  /** A line of the same file as {@code file:line}; the file alone for line 0. */
  public String place(int line) {
    return place(file, line);
  }

  static String place(String file, int line) {
    return line > 0 ? file + ":" + line : file;
  }
}
