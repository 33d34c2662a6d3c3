package dev.securescore.operator.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads documents of an API server that may be of any size, and may never end. */
final class BoundedReading {

  /** The core group's document, the largest that Kubernetes has, is 2 MB. */
  private static final int LARGEST = 16 * 1024 * 1024;

  private static final int LONGEST_SECONDS = 20;

  private final KubernetesClient client;

  BoundedReading(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The bytes at a path.
   *
   * @throws IOException where there is no such document, or it is too large or too slow
   */
  byte[] get(String path) throws IOException {
    HttpClient http = client.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(client.getMasterUrl().toString().replaceFirst("/$", "") + path)
            .setHeader("Accept", "application/json")
            .timeout(LONGEST_SECONDS, TimeUnit.SECONDS)
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<AsyncBody>> answer =
        http.consumeBytes(request, (buffers, body) -> take(buffers, body, bytes));
    try {
      HttpResponse<AsyncBody> response = answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
      if (!response.isSuccessful()) {
        response.body().cancel();
        throw new IOException(path + ": status " + response.code());
      }
      return all(path, response.body(), bytes);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(path + ": interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static byte[] all(String path, AsyncBody body, ByteArrayOutputStream bytes)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    try {
      body.consume();
      body.done().get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } finally {
      body.cancel();
    }
    if (bytes.size() > LARGEST) {
      throw new IOException(path + ": larger than " + LARGEST + " bytes");
    }
    return bytes.toByteArray();
  }

  private static void take(List<ByteBuffer> buffers, AsyncBody body, ByteArrayOutputStream bytes) {
    for (ByteBuffer buffer : buffers) {
      byte[] chunk = new byte[buffer.remaining()];
      buffer.get(chunk);
      bytes.writeBytes(chunk);
    }
    if (bytes.size() > LARGEST) {
      body.cancel();
    } else {
      body.consume();
    }
  }
}
