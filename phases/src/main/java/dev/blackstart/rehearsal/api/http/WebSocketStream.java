package dev.blackstart.rehearsal.api.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream of WebSocket messages (RFC 6455), which some clients prefer to chunks: one text message
 * for each part, or one binary message for each part of a channel.
 */
final class WebSocketStream implements EventStream, Channels {
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 0x1;
  private static final int BINARY = 0x2;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;
  private static final int FINAL = 0x80;
  private static final int SHORT = 125;
  private static final int MEDIUM = 65_535;
  private static final int NORMAL_CLOSURE = 1000;
  private static final int LARGEST = 1 << 20;

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  WebSocketStream(OutputStream out) {
    this.out = out;
  }

  /** What proves to the client that its key was read by someone who speaks WebSocket. */
  static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + KEY_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void write(byte[] part) throws IOException {
    frame(TEXT, part);
  }

  @Override
  public void write(int channel, byte[] part) throws IOException {
    frame(BINARY, ByteBuffer.allocate(1 + part.length).put((byte) channel).put(part).array());
  }

  @Override
  public void end() throws IOException {
    frame(CLOSE, ByteBuffer.allocate(2).putShort((short) NORMAL_CLOSURE).array());
  }

  private void frame(int kind, byte[] payload) throws IOException {
    int extra = payload.length <= SHORT ? 0 : payload.length <= MEDIUM ? Short.BYTES : Long.BYTES;
    ByteBuffer frame = ByteBuffer.allocate(2 + extra + payload.length);
    frame.put((byte) (FINAL | kind));
    if (extra == 0) {
      frame.put((byte) payload.length);
    } else if (extra == Short.BYTES) {
      frame.put((byte) (SHORT + 1)).putShort((short) payload.length);
    } else {
      frame.put((byte) (SHORT + 2)).putLong(payload.length);
    }
    frame.put(payload);
    lock.lock();
    try {
      if (!closed) {
        closed = kind == CLOSE;
        out.write(frame.array());
        out.flush();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Answers the client's pings; returns when it has closed or gone. */
  void awaitEnd(InputStream in) {
    try {
      while (true) {
        int head = one(in);
        int sizeByte = one(in);
        boolean masked = (sizeByte & FINAL) != 0;
        long size = sizeByte & (FINAL - 1);
        if (size == SHORT + 1) {
          size = number(in, Short.BYTES);
        } else if (size == SHORT + 2) {
          size = number(in, Long.BYTES);
        }
        if (size < 0 || size > LARGEST) {
          return;
        }
        byte[] mask = masked ? in.readNBytes(4) : new byte[4];
        byte[] payload = in.readNBytes((int) size);
        for (int i = 0; i < payload.length; i++) {
          payload[i] ^= mask[i & 3];
        }
        if ((head & 0xF) == PING) {
          frame(PONG, payload);
        } else if ((head & 0xF) == CLOSE) {
          end();
          return;
        }
      }
    } catch (IOException e) {
      // Gone without a word: gone just the same.
    }
  }

  private static long number(InputStream in, int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = number << 8 | one(in);
    }
    return number;
  }

  private static int one(InputStream in) throws IOException {
    int read = in.read();
    if (read < 0) {
      throw new EOFException();
    }
    return read;
  }
}
