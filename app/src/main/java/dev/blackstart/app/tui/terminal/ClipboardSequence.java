package dev.blackstart.app.tui.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * OSC 52, which hands the terminal a text for the clipboard, over SSH too. tmux takes it itself
 * when its {@code set-clipboard} is on and passes it through with {@code allow-passthrough}; both
 * are tried. screen passes it through in pieces.
 */
final class ClipboardSequence {
  /** What terminals take at most, in characters of Base64 (xterm's and tmux's bound is near it). */
  private static final int MOST = 74_994;

  /** screen's buffer for one string is 768 bytes. */
  private static final int PIECE = 700;

  private ClipboardSequence() {}

  /** The sequence; empty when the text is longer than terminals take. */
  static Optional<String> of(String text, Map<String, String> environment) {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    if (base64.length() > MOST) {
      return Optional.empty();
    }
    String plain = "\u001b]52;c;" + base64 + "\u0007";
    if (environment.containsKey("TMUX")) {
      return Optional.of(
          plain + "\u001bPtmux;" + plain.replace("\u001b", "\u001b\u001b") + "\u001b\\");
    }
    return Optional.of(environment.containsKey("STY") ? pieces(plain) : plain);
  }

  private static String pieces(String sequence) {
    StringBuilder out = new StringBuilder();
    for (int from = 0; from < sequence.length(); from += PIECE) {
      String piece = sequence.substring(from, Math.min(sequence.length(), from + PIECE));
      out.append("\u001bP").append(piece).append("\u001b\\");
    }
    return out.toString();
  }
}
