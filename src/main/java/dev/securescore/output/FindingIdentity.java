package dev.securescore.output;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What makes a finding the same one in another scan: not its place, as lines and files move.
 *
 * @param container empty where it is about the whole
 */
public record FindingIdentity(
    String recommendation,
    String verdict,
    KindName kind,
    String namespace,
    String name,
    String container) {

  /** The identity of a finding of this scan. */
  public static FindingIdentity of(Finding finding) {
    ResourceId id = finding.resource().id();
    return new FindingIdentity(
        finding.recommendation().name(),
        finding.evidence().verdict().toString(),
        id.kind(),
        id.namespace(),
        id.name(),
        finding.evidence().container());
  }

  /** The identity as a short text that is equal only for equal ones. */
  public String fingerprint() {
    return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
