package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.view.Area;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The controlling terminal, opened for reading and writing. It is read through a channel, for
 * closing that wakes the thread that waits for keys, and none is swallowed after us; it is written
 * through a stream, for an interrupted thread would close a channel, and the way back with it.
 */
final class Tty implements Closeable {
  static final Path DEVICE = Path.of("/dev/tty");
  static final int NOT_A_TERMINAL = 9;
  static final int NO_TTY = 8;

  /**
   * Prints the settings and the size on standard error, for standard output is being asked about.
   */
  static final String PROBE =
      """
      test -t 1 || exit 9
      (: 3<>/dev/tty) 2>/dev/null || exit 8
      exec 3<>/dev/tty 1>&2 2>/dev/null
      stty -g <&3 && stty size <&3
      """;

  private final FileChannel in;
  private final FileOutputStream out;

  Tty() throws IOException {
    in = FileChannel.open(DEVICE, StandardOpenOption.READ);
    try {
      out = new FileOutputStream(DEVICE.toFile());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  OutputStream output() {
    return out;
  }

  /** Waits for bytes; -1 when the terminal has gone. */
  int read(byte[] into) throws IOException {
    return in.read(ByteBuffer.wrap(into));
  }

  /** What {@code stty size} says: rows, then columns. A size of 0 means the tty does not know. */
  static Optional<Area> area(String size) {
    if (!size.matches("\\d{1,5} \\d{1,5}")) {
      return Optional.empty();
    }
    String[] parts = size.split(" ", 2);
    Area area = new Area(Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
    return Optional.of(area.columns() == 0 || area.rows() == 0 ? Area.WHOLE : area);
  }

  /** Stops reading; what is written still arrives until {@link #close}. */
  void deafen() {
    try {
      in.close();
    } catch (IOException e) {
      // Nobody reads from it any more.
    }
  }

  @Override
  public void close() {
    deafen();
    try {
      out.close();
    } catch (IOException e) {
      // Everything was written before.
    }
  }
}
