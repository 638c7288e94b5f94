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
  private final boolean headOnly;
  private final List<String> extraHeaders = new ArrayList<>();
  private boolean started;
  private boolean streaming;

  HttpAnswer(InputStream in, OutputStream out, Executor executor, boolean headOnly) {
    this.in = in;
    this.out = out;
    this.executor = executor;
    this.headOnly = headOnly;
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
   * Begins a stream that ends with the connection.
   *
   * @param whenGone run once when the client hangs up, on a thread of the executor
   */
  public Stream stream(int code, String contentType, Runnable whenGone) throws IOException {
    started = true;
    streaming = true;
    StringBuilder head = head(code, contentType);
    head.append("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    executor.execute(
        () -> {
          try {
            while (in.read() >= 0) {
              // A client that streams has nothing more to say; only its end is of interest.
            }
          } catch (IOException e) {
            // Reset instead of closed: gone just the same.
          }
          whenGone.run();
        });
    return new Stream(out);
  }

  private StringBuilder head(int code, String contentType) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(code).append(' ').append(phrase(code)).append("\r\n");
    head.append("Content-Type: ").append(contentType).append("\r\n");
    head.append("Cache-Control: no-cache, private\r\n");
    extraHeaders.forEach(head::append);
    return head;
  }

  /** The parts of a stream; each is with the client when {@link #write} returns. */
  public static final class Stream {
    private final OutputStream out;

    private Stream(OutputStream out) {
      this.out = out;
    }

    public void write(byte[] part) throws IOException {
      byte[] head =
          (Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
      byte[] all = new byte[head.length + part.length + 2];
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(part, 0, all, head.length, part.length);
      all[all.length - 2] = '\r';
      all[all.length - 1] = '\n';
      out.write(all);
      out.flush();
    }

    /** Ends the stream in order, so that the client knows nothing was lost. */
    public void end() throws IOException {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
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
      case 503 -> "Service Unavailable";
      default -> "Answer";
    };
  }
}
