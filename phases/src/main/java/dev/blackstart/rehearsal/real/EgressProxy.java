package dev.blackstart.rehearsal.real;

import dev.blackstart.rehearsal.pod.WayIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The only way out of the API server: an HTTP CONNECT proxy on a unix socket inside the world. It
 * connects to addresses of the world on loopback and refuses everything else, so that no call to a
 * Service or a node leaves the machine.
 */
public final class EgressProxy implements AutoCloseable {
  private static final int LONGEST_REQUEST = 16 * 1024;

  private final ServerSocketChannel listener;
  private final WayIn inside;
  private final Executor executor;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private EgressProxy(ServerSocketChannel listener, WayIn inside, Executor executor) {
    this.listener = listener;
    this.inside = inside;
    this.executor = executor;
  }

  /**
   * Listens on a unix socket.
   *
   * @param inside what answers for {@code host:port} in this world, if anything
   * @param executor runs each task at once; tasks block as long as a connection lasts
   */
  public static EgressProxy listen(Path socket, WayIn inside, Executor executor)
      throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    EgressProxy proxy = new EgressProxy(listener, inside, executor);
    executor.execute(proxy::accept);
    return proxy;
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel client = listener.accept();
        open.add(client);
        executor.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(SocketChannel client) {
    try {
      String target = target(client);
      Optional<InetSocketAddress> address = inside.at(target);
      if (address.isEmpty() || !address.get().getAddress().isLoopbackAddress()) {
        say(
            client,
            "HTTP/1.1 503 dial tcp "
                + target
                + ": connect: connection refused\r\nContent-Length: 0\r\n\r\n");
        close(client);
        return;
      }
      SocketChannel server = SocketChannel.open(address.get());
      open.add(server);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      Runnable ended = inside.joined(port, target);
      try {
        say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        executor.execute(() -> pump(server, client));
        pump(client, server);
      } finally {
        ended.run();
      }
    } catch (IOException e) {
      close(client);
    }
  }

  /** Reads the request line and skips the headers. */
  private static String target(SocketChannel client) throws IOException {
    InputStream in = Channels.newInputStream(client);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0 || head.length() > LONGEST_REQUEST) {
        throw new IOException("not a CONNECT request");
      }
      head.append((char) next);
    }
    String[] words = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
    if (words.length != 3 || !words[0].equals("CONNECT")) {
      throw new IOException("not a CONNECT request");
    }
    return words[1];
  }

  private static void say(SocketChannel client, String text) throws IOException {
    OutputStream out = Channels.newOutputStream(client);
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException e) {
      // One side has hung up: so does the other, below.
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(SocketChannel channel) {
    open.remove(channel);
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is lost: the other side has gone.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(this::close);
  }
}
