package dev.securescore.catalog;

import com.google.common.base.Suppliers;
import dev.securescore.api.SecurityRecommendationSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A short text that is equal only for equal content.
 *
 * <p>It is worked out when it is first asked for, as a single scan never does. Safe for use by
 * several threads.
 */
public final class Fingerprint {

  /** Of nothing; its text is empty. */
  static final Fingerprint NONE = new Fingerprint(() -> "");

  private final Supplier<String> text;

  private Fingerprint(Supplier<String> text) {
    this.text = Suppliers.memoize(text::get);
  }

  /** Of all that a verdict depends on; texts, points and severity do not count. */
  static Fingerprint of(SecurityRecommendationSpec spec, Map<String, List<String>> parameters) {
    return new Fingerprint(() ->
        digest(
            spec.target(),
            spec.matchConstraints() == null ? "" : spec.matchConstraints(),
            spec.matchConditions(),
            spec.variables(),
            spec.validations(),
            parameters));
  }

  /** The first characters of that of recommendations in force, for people. */
  static Fingerprint ofAll(List<Recommendation> recommendations, int length) {
    Function<Recommendation, Object> content =
        each ->
            List.of(
                each.name(), each.points(), each.severity(), each.rule().fingerprint().toString());
    return new Fingerprint(
        () -> digest(recommendations.stream().map(content).toArray()).substring(0, length));
  }

  private static String digest(Object... content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] json = Serialization.asJson(content).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(json));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fingerprint fingerprint && text.get().equals(fingerprint.text.get());
  }

  @Override
  public int hashCode() {
    return text.get().hashCode();
  }

  /** The text: hexadecimal digits. */
  @Override
  public String toString() {
    return text.get();
  }
}
