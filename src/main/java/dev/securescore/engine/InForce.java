package dev.securescore.engine;

import dev.securescore.catalog.Catalog;
import dev.securescore.evaluation.Case;
import dev.securescore.inventory.ResourceId;
import dev.securescore.inventory.Standing;

/**
 * What decides at a moment.
 *
 * @param rules the catalogue
 * @param overlay the exemptions
 * @param generation how often what is judged changed until they came
 * @param number how many others came before them
 */
record InForce(RowMaker.Rules rules, Overlay overlay, long generation, long number) {

  Catalog catalog() {
    return rules.catalog();
  }

  InForce next(RowMaker.Rules otherRules, Overlay otherOverlay, boolean judgesAnew) {
    return new InForce(otherRules, otherOverlay, generation + (judgesAnew ? 1 : 0), number + 1);
  }

  /** What is kept of an object. */
  Part part(RowMaker rows, ResourceId id, Case judged, Standing standing) {
    String version = judged.object().object("metadata").string("resourceVersion");
    return switch (standing) {
      case Standing.Own own ->
          new Part.Live(id, row(rows, id, id, judged), own.countsFrom(), version, generation);
      case Standing.ChildOf child ->
          new Part.Live(
              child.owner(),
              row(rows, child.owner(), id, judged),
              child.countsFrom(),
              version,
              generation);
      case Standing.Finished finished -> new Part.Finished(version, generation);
      case Standing.Controlled controlled -> new Part.Silent(version, generation);
      case Standing.Passed passed -> new Part.Silent(version, generation);
    };
  }

  private Row row(RowMaker rows, ResourceId target, ResourceId id, Case judged) {
    return rows.make(rules, id, judged, overlay.columnsOfContainers(target));
  }
}
