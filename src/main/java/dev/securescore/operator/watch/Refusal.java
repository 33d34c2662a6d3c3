package dev.securescore.operator.watch;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/**
 * How a server answered a call that failed.
 *
 * @param code the HTTP status; 0 where no server answered
 * @param message what it said
 */
record Refusal(int code, String message) {

  static Refusal of(Throwable failure) {
    @Nullable Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof KubernetesClientException answer && answer.getCode() > 0) {
        return new Refusal(answer.getCode(), text(answer));
      }
      cause = cause.getCause();
    }
    return new Refusal(0, text(failure));
  }

  private static String text(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** Whether the server has no such kind, or does not let us read it: asking again is no use. */
  boolean isFinal() {
    return code == 403 || isUnserved();
  }

  /** Whether the server has no such kind. */
  boolean isUnserved() {
    return code == 404 || code == 405;
  }

  /** Whether a server answered at all. */
  boolean isAnswer() {
    return code > 0;
  }

  String reason() {
    return switch (code) {
      case 403 -> "list or watch is forbidden (403)";
      case 404, 405 -> "the API server does not serve it (" + code + ")";
      default -> "the API server answers " + code + ": " + message;
    };
  }
}
