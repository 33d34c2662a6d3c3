package dev.securescore.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.securescore.engine.ExemptionFacts;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.report.ExemptionStatuses;
import org.jspecify.annotations.Nullable;

/**
 * What came of one exemption that was given, in the words of its status in a cluster.
 *
 * @param namespace left out for one of the cluster, or where the file names none
 * @param effective whether it exempts a finding
 * @param reason as the condition Effective gives it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExemptionLine(
    String kind,
    @Nullable String namespace,
    String name,
    boolean effective,
    String reason,
    String message,
    int matchedFindings,
    int stillNeeded) {

  static ExemptionLine of(ExemptionFacts facts) {
    ExemptionName name = facts.exemption().name();
    ExemptionStatuses.Effect effect = ExemptionStatuses.effect(facts);
    return new ExemptionLine(
        name.kind(),
        name.namespace().isEmpty() ? null : name.namespace(),
        name.name(),
        effect.effective(),
        effect.reason(),
        effect.message(),
        facts.matched(),
        facts.needed());
  }
}
