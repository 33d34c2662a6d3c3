package dev.securescore.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.securescore.exemption.Exemption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a finding is exempt.
 *
 * @param kind of the exemption
 * @param namespace of the exemption; left out for one of the cluster
 * @param name of the exemption
 * @param decision {@code Mitigated} or {@code Waived}
 * @param reason in the words of its author
 * @param until when it ends; left out where it holds for ever
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exempt(
    String kind,
    @Nullable String namespace,
    String name,
    String decision,
    String reason,
    @Nullable String until) {

  static Exempt of(Exemption exemption) {
    return new Exempt(
        exemption.name().kind(),
        exemption.name().namespace().isEmpty() ? null : exemption.name().namespace(),
        exemption.name().name(),
        exemption.decision().toString(),
        exemption.spec().reason(),
        exemption.expires().map(Object::toString).orElse(null));
  }

  /** For people: {@code waived by legacy-api until 2027-01-31T00:00:00Z}. */
  String sentence() {
    String done = decision.substring(0, 1).toLowerCase(Locale.ROOT) + decision.substring(1);
    return done + " by " + name + (until == null ? "" : " until " + until);
  }
}
