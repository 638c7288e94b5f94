package dev.blackstart.rehearsal.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A node's :6443: a listener that is open only while its kube-apiserver runs, and hands every
 * connection to the API server of the world.
 */
public final class Relay implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2000;

  private final InetSocketAddress place;
  private final Executor threads;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  /**
   * @param place where the node's API server is dialled
   */
  public Relay(InetSocketAddress place, Executor threads) {
    this.place = place;
    this.threads = threads;
  }

  /** Opens it towards a server; nothing happens when it is open. */
  public synchronized void open(InetSocketAddress server) {
    if (listener != null) {
      return;
    }
    try {
      ServerSocket fresh = new ServerSocket();
      fresh.setReuseAddress(true);
      fresh.bind(place, 128);
      listener = fresh;
      threads.execute(() -> accept(fresh, server));
    } catch (IOException e) {
      throw new IllegalStateException("cannot listen on " + place + ": " + e.getMessage(), e);
    }
  }

  /** Closes it, as when the kube-apiserver of the node ends. */
  @Override
  public synchronized void close() {
    if (listener != null) {
      closed(listener);
      listener = null;
    }
    open.forEach(Relay::closed);
    open.clear();
  }

  private void accept(ServerSocket from, InetSocketAddress server) {
    while (!from.isClosed()) {
      try {
        Socket client = from.accept();
        threads.execute(() -> join(client, server));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void join(Socket client, InetSocketAddress to) {
    open.add(client);
    try (client;
        Socket server = new Socket()) {
      server.connect(to, CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      threads.execute(() -> copy(server, client));
      copy(client, server);
    } catch (IOException e) {
      // The client sees its connection end, as it would see a server's.
    } finally {
      open.remove(client);
    }
  }

  private static void copy(Socket from, Socket to) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // One side is gone; the other follows.
    } finally {
      closed(from);
      closed(to);
    }
  }

  private static void closed(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // It is closed either way.
    }
  }
}
