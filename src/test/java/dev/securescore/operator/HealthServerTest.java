package dev.securescore.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.metrics.OperatorMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final AtomicBoolean ready = new AtomicBoolean();
  private final OperatorMetrics metrics = new OperatorMetrics("1.2.3");
  private final HttpClient http = HttpClient.newHttpClient();
  private HealthServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        new HealthServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            alive::get,
            ready::get,
            metrics);
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
    metrics.close();
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void probesTellLifeAndReadinessApart() throws Exception {
    assertThat(send("GET", "/livez").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);

    ready.set(true);
    alive.set(false);

    assertThat(send("GET", "/readyz").body()).isEqualTo("ok\n");
    assertThat(send("GET", "/livez").body())
        .isEqualTo("the engine or the election does not answer\n");
  }

  @Test
  void headIsAnsweredWithoutBody() throws Exception {
    HttpResponse<String> answer = send("HEAD", "/livez");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void onlyReadingIsAllowedAndOnlyWhatIsThere() throws Exception {
    HttpResponse<String> post = send("POST", "/metrics");

    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(send("GET", "/").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/livez/deeper").statusCode()).isEqualTo(404);
  }

  @Test
  void metricsComeInTheFormatThatTheScraperTakes() throws Exception {
    HttpResponse<String> text = send("GET", "/metrics");
    HttpResponse<String> open =
        send("GET", "/metrics", "Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");

    assertThat(text.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(text.body()).contains("secure_score_build_info{version=\"1.2.3\"} 1");
    assertThat(open.headers().firstValue("Content-Type"))
        .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(open.body()).endsWith("# EOF\n");
  }
}
