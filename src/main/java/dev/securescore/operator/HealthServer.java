package dev.securescore.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.securescore.metrics.OperatorMetrics;
import dev.securescore.metrics.OperatorMetrics.Page;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Answers probes and scrapes: {@code /livez}, {@code /readyz} and {@code /metrics}, read-only. */
final class HealthServer implements AutoCloseable {

  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BooleanSupplier isAlive;
  private final BooleanSupplier isReady;
  private final OperatorMetrics metrics;

  private record Answer(int status, Page page) {

    static Answer text(int status, String text) {
      return new Answer(status, new Page(TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8)));
    }
  }

  /**
   * A server that answers from now on.
   *
   * @param address the port may be 0 for any free one
   * @throws IOException where the address is taken or not ours
   */
  HealthServer(
      InetSocketAddress address,
      BooleanSupplier isAlive,
      BooleanSupplier isReady,
      OperatorMetrics metrics)
      throws IOException {
    this.isAlive = isAlive;
    this.isReady = isReady;
    this.metrics = metrics;
    this.server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The port that it answers at. */
  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      Answer answer = answer(exchange, isHead);
      byte[] content = answer.page().content();
      exchange.getResponseHeaders().set("Content-Type", answer.page().contentType());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      if (isHead) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        exchange.sendResponseHeaders(answer.status(), content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }

  private Answer answer(HttpExchange exchange, boolean isHead) {
    if (!isHead && !exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.text(405, "only GET and HEAD");
    }
    return switch (exchange.getRequestURI().getPath()) {
      case "/livez" -> probe(isAlive, "the engine or the election does not answer");
      case "/readyz" -> probe(isReady, "still reading the cluster");
      case "/metrics" ->
          new Answer(200, metrics.scrape(exchange.getRequestHeaders().getFirst("Accept")));
      case String other -> Answer.text(404, "not found: /livez, /readyz or /metrics");
    };
  }

  private static Answer probe(BooleanSupplier holds, String otherwise) {
    return holds.getAsBoolean() ? Answer.text(200, "ok") : Answer.text(503, otherwise);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
