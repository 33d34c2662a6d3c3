package dev.securescore.operator.connect;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what a web socket says, pings it, and ends it once it says nothing any more.
 *
 * <p>Whatever arrives is a sign of life, and so is a message that is still being handled: the next
 * one waits for it.
 */
final class PingingListener implements WebSocket.Listener {

  /** A web socket is asked so often. */
  static final Duration EVERY = Duration.ofSeconds(10);

  /** So many pings may go unanswered. */
  static final int UNANSWERED = 3;

  private static final Logger LOG = LoggerFactory.getLogger(PingingListener.class);

  private final WebSocket.Listener listener;
  private final Duration every;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean heard;
  private volatile boolean handling;
  private int unanswered;

  PingingListener(WebSocket.Listener listener, Duration every) {
    this.listener = listener;
    this.every = every;
  }

  @Override
  public void onOpen(WebSocket socket) {
    heard = true;
    Thread.ofVirtual().name("ping").start(() -> ping(socket));
    listener.onOpen(socket);
  }

  private void ping(WebSocket socket) {
    try {
      while (!ended.get()) {
        Thread.sleep(every);
        look(socket);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for a sign of life, or ends the web socket when it gave none for too long. */
  void look(WebSocket socket) {
    if (ended.get() || socket.isInputClosed()) {
      return;
    }
    boolean alive = heard || handling;
    heard = false;
    unanswered = alive ? 0 : unanswered + 1;
    if (unanswered <= UNANSWERED) {
      var sent = socket.sendPing(ByteBuffer.allocate(0));
      LOG.trace("pinged done={}", sent.isDone());
    } else if (ended.compareAndSet(false, true)) {
      LOG.warn("connection ended reason=\"no answer to {} pings\"", UNANSWERED);
      socket.abort();
      listener.onError(
          socket, new IOException("the API server did not answer " + UNANSWERED + " pings"));
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    return handle(() -> listener.onText(socket, data, last));
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    return handle(() -> listener.onBinary(socket, data, last));
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    return handle(() -> listener.onPing(socket, message));
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    return handle(() -> listener.onPong(socket, message));
  }

  private @Nullable CompletionStage<?> handle(Supplier<@Nullable CompletionStage<?>> message) {
    if (ended.get()) {
      return null;
    }
    handling = true;
    try {
      return message.get();
    } finally {
      heard = true;
      handling = false;
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    return ended.compareAndSet(false, true) ? listener.onClose(socket, code, reason) : null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    if (ended.compareAndSet(false, true)) {
      listener.onError(socket, error);
    }
  }
}
