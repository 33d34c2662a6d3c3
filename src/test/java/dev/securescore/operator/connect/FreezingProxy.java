package dev.securescore.operator.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on, until it forgets all that it has and tells neither end. */
final class FreezingProxy implements AutoCloseable {

  private final ServerSocket entrance;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile long generation;

  FreezingProxy(int target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** From now on nothing passes on the connections there are; new ones work. */
  void freeze() {
    generation++;
  }

  private void accept() {
    try {
      while (!entrance.isClosed()) {
        Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        long mine = generation;
        Thread.ofVirtual().start(() -> copy(client, server, mine));
        Thread.ofVirtual().start(() -> copy(server, client, mine));
      }
    } catch (IOException e) {
      // The entrance is closed.
    }
  }

  private void copy(Socket from, Socket to, long mine) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (mine == generation) {
          out.write(buffer, 0, count);
        }
      }
      while (mine != generation && !entrance.isClosed()) {
        Thread.sleep(100);
      }
    } catch (IOException e) {
      // One end is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
