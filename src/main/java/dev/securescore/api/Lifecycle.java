package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Whether a recommendation judges and counts, and from when. */
@ApiRecord
public record Lifecycle(
    @Default("Active")
        @SelectableField
        @JsonPropertyDescription(
            "'Preview' judges without counting, 'Active' counts, 'Deprecated' counts and "
                + "will go, 'Disabled' does not judge.")
        Stage stage,
    @Size(min = 20, max = 35)
        @JsonPropertyDescription(
            "Time from which an active recommendation counts, as in "
                + "'2026-12-01T00:00:00Z'; it is in preview until then.")
        @Nullable String activeTime) {

  /** Active, without a time. */
  public static final Lifecycle DEFAULT = new Lifecycle(Stage.ACTIVE, null);

  public Lifecycle {
    stage = stage == null ? Stage.ACTIVE : stage;
  }
}
