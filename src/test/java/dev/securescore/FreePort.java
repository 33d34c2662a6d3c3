package dev.securescore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port of loopback for a server that a test starts, stops and starts again. */
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 100;

  private FreePort() {}

  /**
   * A port that nobody listens at, under those that Linux gives to outgoing connections.
   *
   * <p>One of those could be taken by anybody's connection while the server is down. By chance, as
   * other processes of the same build look for ports too.
   *
   * @throws IOException when no port could be had
   */
  public static int find() throws IOException {
    IOException last = new IOException("no port tried");
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
