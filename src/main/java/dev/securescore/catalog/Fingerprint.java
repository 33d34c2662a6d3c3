package dev.securescore.catalog;

import dev.securescore.api.SecurityRecommendationSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Short texts that are equal only for equal content. */
final class Fingerprint {

  private Fingerprint() {}

  /** Of all that a verdict depends on; texts, points and severity do not count. */
  static String of(SecurityRecommendationSpec spec, Map<String, List<String>> parameters) {
    return of(
        spec.target(),
        spec.matchConstraints() == null ? "" : spec.matchConstraints(),
        spec.matchConditions(),
        spec.variables(),
        spec.validations(),
        parameters);
  }

  static String of(Object... content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] json = Serialization.asJson(content).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(json));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
