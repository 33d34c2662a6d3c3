package dev.securescore.engine;

import java.util.List;

/**
 * The rows of a scope with their counters.
 *
 * @param namespaces how many namespaces have a resource in it
 */
record ScopeRows(Counters counters, List<Row> rows, int finished, int settling, int namespaces) {

  /** The same rows under other exemptions. */
  ScopeRows under(Overlay overlay, int columns) {
    Counters others = new Counters(columns);
    rows.forEach(row -> others.add(overlay.over(row.with(Exempted.NOTHING))));
    return with(others);
  }

  /** The same rows, counted otherwise. */
  ScopeRows with(Counters others) {
    return new ScopeRows(others, rows, finished, settling, namespaces);
  }
}
