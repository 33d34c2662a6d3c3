package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** What admission does about new findings; nothing, unless the chart turns enforcement on. */
@ApiRecord
public record Enforcement(
    @Default("Disabled")
        @JsonPropertyDescription(
            "'Audit' annotates the audit log, 'Warn' warns the person, 'Deny' refuses the object.")
        EnforcementAction action,
    @Default("Everywhere")
        @JsonPropertyDescription(
            "'Healthy' binds only in namespaces where this recommendation applies and has no finding, "
                + "and releases one that gets a finding otherwise; so that it only ever gets better.")
        EnforcementScope where) {

  /** Admission does nothing. */
  public static final Enforcement DEFAULT =
      new Enforcement(EnforcementAction.DISABLED, EnforcementScope.EVERYWHERE);

  public Enforcement {
    action = action == null ? EnforcementAction.DISABLED : action;
    where = where == null ? EnforcementScope.EVERYWHERE : where;
  }
}
