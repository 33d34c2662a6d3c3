package dev.securescore.exemption;

import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.api.SecurityExemption;
import dev.securescore.api.SecurityExemptionSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An exemption as somebody declared it, of either kind.
 *
 * @param generation of the resource; 0 for one of a file
 * @param created when the server took it; null for one of a file
 */
public record Declaration(
    ExemptionName name, long generation, @Nullable Instant created, SecurityExemptionSpec spec) {

  /** What an exemption in a namespace declares. */
  public static Declaration of(SecurityExemption exemption) {
    return of(ExemptionName.of(exemption), exemption.getMetadata(), exemption.getSpec());
  }

  /** What an exemption of the cluster declares. */
  public static Declaration of(ClusterSecurityExemption exemption) {
    return of(ExemptionName.of(exemption), exemption.getMetadata(), exemption.getSpec());
  }

  private static Declaration of(
      ExemptionName name, ObjectMeta metadata, SecurityExemptionSpec spec) {
    @Nullable Long generation = metadata.getGeneration();
    @Nullable String created = metadata.getCreationTimestamp();
    return new Declaration(
        name,
        generation == null ? 0 : generation,
        created == null ? null : time(created).orElse(null),
        spec);
  }

  /** When it ends; empty where it holds for ever. */
  Optional<Instant> expires() {
    return Optional.ofNullable(spec.expirationTime()).flatMap(Declaration::time);
  }

  /** Whether it names a time at which it ends that is none. */
  boolean hasUnreadableTime() {
    return spec.expirationTime() != null && expires().isEmpty();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
