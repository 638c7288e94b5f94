package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.plain.Harmless;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes what any library of ours prints while the screen is the console's: it would stand in the
 * middle of a frame. It is printed once the screen has been given back.
 */
final class Aside implements AutoCloseable {
  /** What comes beyond it is dropped: the beginning of trouble says more than its end. */
  private static final int MOST_BYTES = 16 << 10;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new Bounded();

  /** Bytes up to {@link #MOST_BYTES}. */
  private static final class Bounded extends ByteArrayOutputStream {
    @Override
    public synchronized void write(int each) {
      if (size() < MOST_BYTES) {
        super.write(each);
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
      super.write(bytes, from, Math.min(count, MOST_BYTES - size()));
    }
  }

  Aside() {
    PrintStream taken = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(taken);
    System.setErr(taken);
  }

  /** Prints it, without what would drive the terminal. */
  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> err.println(Harmless.text(line, false)));
    err.flush();
    printed.reset();
  }
}
