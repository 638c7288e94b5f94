package dev.blackstart.app.tui.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Collects what is written until it is flushed, then sends it in one piece between the marks of
 * synchronized output (mode 2026), so that a terminal that knows them never shows half a frame; the
 * others pass over the marks.
 */
final class FrameStream extends OutputStream {
  private static final byte[] BEGIN = "\u001b[?2026h".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\u001b[?2026l".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream terminal;
  private final ByteArrayOutputStream frame = new ByteArrayOutputStream(1 << 15);

  FrameStream(OutputStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void write(int each) {
    begin();
    frame.write(each);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) {
    begin();
    frame.write(bytes, from, count);
  }

  private void begin() {
    if (frame.size() == 0) {
      frame.writeBytes(BEGIN);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    if (frame.size() == 0) {
      return;
    }
    frame.writeBytes(END);
    byte[] bytes = frame.toByteArray();
    frame.reset();
    terminal.write(bytes);
    terminal.flush();
  }
}
