package dev.securescore.operator.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PingingListenerTest {

  private final List<String> heard = new ArrayList<>();
  private final Socket socket = new Socket();
  private final PingingListener listener = new PingingListener(new Recorded(), Duration.ofDays(1));

  @Test
  void silenceEndsTheConnectionAfterThreePings() {
    listener.onOpen(socket);
    look(4);
    assertThat(heard).containsExactly("open");
    assertThat(socket.pings).isEqualTo(4);

    look(1);

    assertThat(heard).containsExactly("open", "the API server did not answer 3 pings");
    assertThat(socket.aborted).isTrue();
  }

  @Test
  void answersAndEventsKeepItOpen() {
    listener.onOpen(socket);
    for (int round = 0; round < 20; round++) {
      look(3);
      if (round % 2 == 0) {
        listener.onPong(socket, ByteBuffer.allocate(0));
      } else {
        listener.onText(socket, "event", true);
      }
    }

    assertThat(socket.aborted).isFalse();
    assertThat(heard).hasSize(11).contains("open", "event");
  }

  @Test
  void messageThatTakesLongToHandleIsNoSilence() {
    listener.onOpen(socket);

    listener.onText(socket, "slow", true);

    assertThat(socket.aborted).isFalse();
    assertThat(heard).containsExactly("open", "slow");
  }

  @Test
  void nothingIsHeardAfterTheEnd() {
    listener.onOpen(socket);
    listener.onError(socket, new IllegalStateException("reset"));

    listener.onText(socket, "late", true);
    listener.onClose(socket, WebSocket.NORMAL_CLOSURE, "late");
    listener.onError(socket, new IllegalStateException("late"));
    look(9);

    assertThat(heard).containsExactly("open", "reset");
    assertThat(socket.pings).isZero();
  }

  private void look(int times) {
    for (int time = 0; time < times; time++) {
      listener.look(socket);
    }
  }

  private final class Recorded implements WebSocket.Listener {

    @Override
    public void onOpen(WebSocket webSocket) {
      heard.add("open");
    }

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      heard.add(data.toString());
      if (data.equals("slow")) {
        look(9);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      heard.add(reason);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      heard.add(String.valueOf(error.getMessage()));
    }
  }

  /** One whose other end says nothing. */
  private static final class Socket implements WebSocket {

    private int pings;
    private boolean aborted;

    @Override
    public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
      pings++;
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public void abort() {
      aborted = true;
    }

    @Override
    public void request(long count) {}

    @Override
    public String getSubprotocol() {
      return "";
    }

    @Override
    public boolean isOutputClosed() {
      return aborted;
    }

    @Override
    public boolean isInputClosed() {
      return aborted;
    }

    @Override
    public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<WebSocket> sendClose(int code, String reason) {
      throw new UnsupportedOperationException();
    }
  }
}
