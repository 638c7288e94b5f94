package dev.blackstart.rehearsal.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The answer to one request: a body at once, or a stream whose parts arrive as they are written.
 */
public final class HttpAnswer {
  private final InputStream in;
  private final OutputStream out;
  private final Executor executor;
  private final HttpRequest request;
  private final boolean headOnly;
  private final List<String> extraHeaders = new ArrayList<>();
  private boolean started;
  private boolean streaming;

  HttpAnswer(InputStream in, OutputStream out, Executor executor, HttpRequest request) {
    this.in = in;
    this.out = out;
    this.executor = executor;
    this.request = request;
    this.headOnly = request.method().equals("HEAD");
  }

  /** Adds a header to the answer, which must not have begun. */
  public void header(String name, String value) {
    extraHeaders.add(name + ": " + value.replace("\r", " ").replace("\n", " ") + "\r\n");
  }

  /** Whether anything was written: after that no other answer can be given. */
  public boolean started() {
    return started;
  }

  boolean streaming() {
    return streaming;
  }

  /** Answers with this body. */
  public void send(int code, String contentType, byte[] body) throws IOException {
    started = true;
    StringBuilder head = head(code, contentType);
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    // One write, so that small answers are one TLS record and one segment.
    byte[] all = new byte[headBytes.length + (headOnly ? 0 : body.length)];
    System.arraycopy(headBytes, 0, all, 0, headBytes.length);
    System.arraycopy(body, 0, all, headBytes.length, all.length - headBytes.length);
    out.write(all);
    out.flush();
  }

  /**
   * Begins a stream that ends with the connection: WebSocket messages if the client asked for them,
   * else chunks.
   *
   * @param whenGone run once when the client hangs up, on a thread of the executor
   */
  public EventStream stream(String contentType, Runnable whenGone) throws IOException {
    started = true;
    streaming = true;
    String key = request.header("sec-websocket-key");
    if (request.header("upgrade").equalsIgnoreCase("websocket") && !key.isEmpty()) {
      return webSocket(key, "", whenGone);
    }
    StringBuilder head = head(200, contentType);
    head.append("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    executor.execute(
        () -> {
          ChunkedStream.awaitEnd(in);
          whenGone.run();
        });
    return new ChunkedStream(out);
  }

  /**
   * Begins to speak on channels of a WebSocket, which the client asked for. What the client says is
   * read and forgotten.
   *
   * @param protocol one of those that the client offers
   */
  public Channels channels(String protocol) throws IOException {
    String key = request.header("sec-websocket-key");
    return webSocket(key, "Sec-WebSocket-Protocol: " + protocol + "\r\n", () -> {});
  }

  private WebSocketStream webSocket(String key, String more, Runnable whenGone) throws IOException {
    upgrade("websocket", "Sec-WebSocket-Accept: " + WebSocketStream.accept(key) + "\r\n" + more);
    WebSocketStream stream = new WebSocketStream(out);
    executor.execute(
        () -> {
          stream.awaitEnd(in);
          whenGone.run();
        });
    return stream;
  }

  /**
   * Leaves HTTP: what comes and goes from here on is of another protocol.
   *
   * @param more header lines, each with its line's end
   */
  public Upgraded upgrade(String protocol, String more) throws IOException {
    started = true;
    streaming = true;
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: "
            + protocol
            + "\r\nConnection: Upgrade\r\n"
            + more
            + "\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return new Upgraded(in, out);
  }

  /** A connection that has left HTTP. */
  public record Upgraded(InputStream in, OutputStream out) {}

  private StringBuilder head(int code, String contentType) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(code).append(' ').append(phrase(code)).append("\r\n");
    head.append("Content-Type: ").append(contentType).append("\r\n");
    head.append("Cache-Control: no-cache, private\r\n");
    extraHeaders.forEach(head::append);
    return head;
  }

  private static String phrase(int code) {
    return switch (code) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Entity";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      default -> "Answer";
    };
  }
}
