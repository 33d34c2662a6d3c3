package dev.securescore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line on loopback to a port, which a test can cut and mend. */
public final class Line implements AutoCloseable {

  private final int target;
  private final ServerSocket entry;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private volatile boolean cut;

  /** A line that is whole. */
  public Line(int target) {
    this.target = target;
    try {
      this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Where to connect to instead of the target. */
  public int port() {
    return entry.getLocalPort();
  }

  /** Ends what is connected and lets nobody through. */
  public void cut() {
    cut = true;
    sockets.forEach(Line::end);
    sockets.clear();
  }

  /** Lets everybody through again. */
  public void mend() {
    cut = false;
  }

  @Override
  public void close() {
    cut();
    try {
      entry.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket from = entry.accept();
        if (cut) {
          end(from);
        } else {
          connect(from);
        }
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void connect(Socket from) {
    try {
      Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(from);
      sockets.add(to);
      Thread.ofVirtual().start(() -> copy(from, to));
      Thread.ofVirtual().start(() -> copy(to, from));
    } catch (IOException e) {
      end(from);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One end is gone, so the other goes too.
    } finally {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }
}
