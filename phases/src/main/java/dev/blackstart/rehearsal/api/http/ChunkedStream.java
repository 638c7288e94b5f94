package dev.blackstart.rehearsal.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A stream of HTTP chunks. */
final class ChunkedStream implements EventStream {
  private final OutputStream out;

  ChunkedStream(OutputStream out) {
    this.out = out;
  }

  /** Returns when the client has hung up: one that streams has nothing more to say. */
  static void awaitEnd(InputStream in) {
    try {
      while (in.read() >= 0) {
        // Only the end is of interest.
      }
    } catch (IOException e) {
      // Reset instead of closed: gone just the same.
    }
  }

  @Override
  public void write(byte[] part) throws IOException {
    byte[] head = (Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[head.length + part.length + 2];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(part, 0, all, head.length, part.length);
    all[all.length - 2] = '\r';
    all[all.length - 1] = '\n';
    out.write(all);
    out.flush();
  }

  @Override
  public void end() throws IOException {
    out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
