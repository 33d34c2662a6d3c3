package dev.securescore.operator.enforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securescore.cel.KubernetesRelease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which Kubernetes the API server is, asked at most once a minute as it may be upgraded. */
final class ServerRelease {

  private static final Logger LOG = LoggerFactory.getLogger(ServerRelease.class);
  private static final Duration VALID = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final Clock clock;
  private Optional<KubernetesRelease> known = Optional.empty();
  private Instant askAgain = Instant.MIN;

  ServerRelease(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** The release as last told; empty where the server never told it. */
  synchronized Optional<KubernetesRelease> get() {
    Instant now = clock.instant();
    if (!now.isBefore(askAgain)) {
      known = ask().or(() -> known);
      askAgain = now.plus(VALID);
    }
    return known;
  }

  private Optional<KubernetesRelease> ask() {
    try {
      @Nullable String version = client.raw("/version");
      return version == null
          ? Optional.empty()
          : of(client.getKubernetesSerialization().unmarshal(version, JsonNode.class));
    } catch (KubernetesClientException refused) {
      LOG.debug("cannot read the version of the server reason=\"{}\"", refused.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Of what {@code /version} answers.
   *
   * <p>A server that emulates an older release takes only what that one took. Providers add to the
   * number: {@code 34+}.
   */
  static Optional<KubernetesRelease> of(JsonNode version) {
    String emulated = version.path("emulationMinor").asText();
    String minor = emulated.isEmpty() ? version.path("minor").asText() : emulated;
    String digits = minor.replaceFirst("[^0-9].*", "");
    return version.path("major").asText().equals("1") && !digits.isEmpty() && digits.length() < 5
        ? Optional.of(new KubernetesRelease(Integer.parseInt(digits)))
        : Optional.empty();
  }
}
