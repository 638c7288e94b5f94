package dev.blackstart.talos;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of a stream that comes in arbitrary pieces. A line that never ends does not fill the
 * memory: what goes beyond {@link #LONGEST} bytes is counted, not kept.
 */
final class LineCutter {
  static final int LONGEST = 8192;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long dropped;

  LineCutter(Consumer<String> lines) {
    this.lines = lines;
  }

  void take(ByteString piece) {
    for (int i = 0; i < piece.size(); i++) {
      byte next = piece.byteAt(i);
      if (next == '\n') {
        tell();
      } else if (line.size() < LONGEST) {
        line.write(next);
      } else {
        dropped++;
      }
    }
  }

  /** The last line may lack its end. */
  void end() {
    if (line.size() > 0) {
      tell();
    }
  }

  private void tell() {
    String text = line.toString(StandardCharsets.UTF_8);
    text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    lines.accept(dropped == 0 ? text : text + " … and " + dropped + " bytes more");
    line.reset();
    dropped = 0;
  }

  /** A text of a node, no longer than a line may be. */
  static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + " … and " + (text.length() - LONGEST) + " characters more";
  }
}
