package dev.blackstart.app.tui.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text between the marks of a bracketed paste. */
final class Paste {
  private static final byte[] END = "\u001b[201~".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST = 64 * 1024;

  /** Silences after which the end is no longer waited for: about a second. */
  private static final int PATIENCE = 20;

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private int taken;
  private int silences;

  /**
   * Takes what belongs to the paste.
   *
   * @return where the paste is over in the bytes; empty when it goes on, see {@link #taken}
   */
  Optional<Integer> take(byte[] bytes) {
    silences = 0;
    for (int i = 0; i + END.length <= bytes.length; i++) {
      if (endsAt(bytes, i)) {
        keep(bytes, i);
        return Optional.of(i + END.length);
      }
    }
    // The end mark may be cut off: its longest beginning stays for the next time.
    taken = bytes.length;
    for (int rest = Math.min(END.length - 1, bytes.length); rest > 0; rest--) {
      if (beginsEnd(bytes, bytes.length - rest, rest)) {
        taken = bytes.length - rest;
        break;
      }
    }
    keep(bytes, taken);
    return Optional.empty();
  }

  int taken() {
    return taken;
  }

  /** Called at each silence; whether there were so many that the end will not come. */
  boolean isStale() {
    silences++;
    return silences >= PATIENCE;
  }

  /** The text, its line ends as line feeds and without other control characters. */
  String text() {
    return cleaned(text.toString(StandardCharsets.UTF_8));
  }

  static String cleaned(String pasted) {
    return pasted.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
  }

  private void keep(byte[] bytes, int count) {
    text.write(bytes, 0, Math.min(count, Math.max(0, MOST - text.size())));
  }

  private static boolean endsAt(byte[] bytes, int from) {
    return beginsEnd(bytes, from, END.length);
  }

  private static boolean beginsEnd(byte[] bytes, int from, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[from + i] != END[i]) {
        return false;
      }
    }
    return true;
  }
}
