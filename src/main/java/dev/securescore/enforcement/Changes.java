package dev.securescore.enforcement;

/** When an update changes something that a recommendation may look at. */
final class Changes {

  private static final String EVERYWHERE_BUT = "['metadata', 'status']";

  private Changes() {}

  /**
   * An expression that is true of such an update.
   *
   * <p>Of a workload that is its pod spec and, where the recommendation reads it, the template's
   * metadata; a Pod's own labels and annotations change while it runs, without effect on what runs.
   * Of other objects everything but status and bookkeeping, labels and annotations where they are
   * read.
   */
  static String of(AuthorNames names, boolean ofPods, LiftedNames lifted) {
    if (ofPods) {
      String spec = lifted.podSpec("object") + " != " + lifted.podSpec("oldObject");
      return names.uses("podMetadata")
          ? "%s || (object.kind != 'Pod' && %s != %s)"
              .formatted(spec, lifted.podMetadata("object"), lifted.podMetadata("oldObject"))
          : spec;
    }
    StringBuilder changed =
        new StringBuilder(
            "object.exists(k, !(k in %1$s) && (!(k in oldObject) || object[k] != oldObject[k])) || oldObject.exists(k, !(k in %1$s) && !(k in object))"
                .formatted(reads(names, "status") ? "['metadata']" : EVERYWHERE_BUT));
    for (String field : new String[] {"labels", "annotations"}) {
      if (reads(names, field)) {
        changed.append(
            " || object.metadata.?%1$s.orValue({}) != oldObject.metadata.?%1$s.orValue({})"
                .formatted(field));
      }
    }
    return changed.toString();
  }

  private static boolean reads(AuthorNames names, String field) {
    return names.expressions().stream().anyMatch(expression -> expression.contains(field));
  }
}
