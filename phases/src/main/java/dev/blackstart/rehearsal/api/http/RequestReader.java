package dev.blackstart.rehearsal.api.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads requests from a connection, one after the other. */
final class RequestReader {
  private static final int LONGEST_LINE = 64 * 1024;

  /**
   * Above what a real server takes (3 MiB), so that what it would refuse is refused with a Status.
   */
  static final int LARGEST_BODY = 32 * 1024 * 1024;

  private final InputStream in;
  private final List<X509Certificate> clientChain;

  RequestReader(InputStream in, List<X509Certificate> clientChain) {
    this.in = in;
    this.clientChain = clientChain;
  }

  /** Called between the head and the body of a request whose client waits to be told to go on. */
  interface Continue {
    void send() throws IOException;
  }

  /** The next request, or null when the client has closed. */
  HttpRequest next(Continue goOn) throws IOException {
    String line = line();
    while (line != null && line.isEmpty()) {
      line = line();
    }
    if (line == null) {
      return null;
    }
    String[] parts = line.split(" ");
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new IOException("not an HTTP/1.1 request");
    }
    Map<String, String> headers = new HashMap<>();
    for (String header = line(); header != null && !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      if (colon > 0) {
        headers.merge(
            header.substring(0, colon).trim().toLowerCase(Locale.ROOT),
            header.substring(colon + 1).trim(),
            (a, b) -> a + ", " + b);
      }
    }
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      goOn.send();
    }
    return HttpRequest.of(parts[0], parts[1], headers, body(headers), clientChain);
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .contains("chunked")) {
      return chunks();
    }
    String length = headers.get("content-length");
    if (length == null) {
      return new byte[0];
    }
    try {
      return exactly(Integer.parseInt(length));
    } catch (NumberFormatException e) {
      throw new IOException("Content-Length is not a number", e);
    }
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String head = line();
      if (head == null) {
        throw new EOFException();
      }
      int semicolon = head.indexOf(';');
      int size;
      try {
        size = Integer.parseInt((semicolon < 0 ? head : head.substring(0, semicolon)).trim(), 16);
      } catch (NumberFormatException e) {
        throw new IOException("a chunk's size is not a number", e);
      }
      if (size == 0) {
        for (String trailer = line(); trailer != null && !trailer.isEmpty(); trailer = line()) {}
        return body.toByteArray();
      }
      if (body.size() + size > LARGEST_BODY) {
        throw new IOException("request body too large");
      }
      body.write(exactly(size));
      line();
    }
  }

  private byte[] exactly(int length) throws IOException {
    if (length < 0 || length > LARGEST_BODY) {
      throw new IOException("request body too large");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("header too large");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
