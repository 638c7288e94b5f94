package dev.blackstart.rehearsal.api.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Accepts connections on one address and hands each request to one handler, a thread per
 * connection.
 */
public final class HttpsListener implements AutoCloseable {
  /** Answers requests. An exception ends the connection. */
  public interface Handler {
    void handle(HttpRequest request, HttpAnswer answer) throws IOException, InterruptedException;
  }

  /** How long a client may take for its handshake: wall time. */
  private static final int HANDSHAKE_MILLIS = 20_000;

  private static final int BACKLOG = 1024;

  private final SSLServerSocket listener;
  private final Executor executor;
  private final Set<SSLSocket> open = ConcurrentHashMap.newKeySet();

  private HttpsListener(SSLServerSocket listener, Executor executor) {
    this.listener = listener;
    this.executor = executor;
  }

  /**
   * Binds the address; connections wait until {@link #serve}.
   *
   * @param executor starts a thread for each task, virtual ones best: a watch keeps two for as long
   *     as it lasts
   */
  public static HttpsListener bind(SSLContext tls, InetSocketAddress bind, Executor executor)
      throws IOException {
    SSLServerSocket socket = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
    socket.setReuseAddress(true);
    socket.setWantClientAuth(true);
    socket.bind(bind, BACKLOG);
    return new HttpsListener(socket, executor);
  }

  /** Begins to accept connections and to hand their requests to the handler. */
  public void serve(Handler handler) {
    executor.execute(() -> accept(handler));
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void accept(Handler handler) {
    while (!listener.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) listener.accept();
        open.add(socket);
        executor.execute(() -> serve(socket, handler));
      } catch (IOException e) {
        // A client that hung up before it was accepted, or our own close: the loop's condition
        // tells.
      }
    }
  }

  private void serve(SSLSocket socket, Handler handler) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(HANDSHAKE_MILLIS);
      socket.startHandshake();
      socket.setSoTimeout(0);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
      OutputStream out = socket.getOutputStream();
      RequestReader reader = new RequestReader(in, chain(socket));
      boolean keep = true;
      while (keep) {
        HttpRequest request = reader.next(() -> goOn(out));
        if (request == null) {
          return;
        }
        HttpAnswer answer = new HttpAnswer(in, out, executor, request);
        handler.handle(request, answer);
        keep = !answer.streaming() && !request.header("connection").equalsIgnoreCase("close");
      }
    } catch (IOException e) {
      // The connection is gone or was never one; the client has seen it end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static void goOn(OutputStream out) throws IOException {
    out.write(
        "HTTP/1.1 100 Continue\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static List<X509Certificate> chain(SSLSocket socket) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate certificate : socket.getSession().getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
    } catch (SSLPeerUnverifiedException e) {
      // The client showed no certificate: anonymous.
    }
    return List.copyOf(chain);
  }

  /** Stops accepting and ends every connection. */
  @Override
  public void close() {
    closeQuietly(listener);
    open.forEach(HttpsListener::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // Closing is all that was wanted.
    }
  }
}
