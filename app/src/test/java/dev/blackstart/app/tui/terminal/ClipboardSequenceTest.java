package dev.blackstart.app.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClipboardSequenceTest {
  @Test
  void aTerminalTakesTheTextInBase64() {
    assertEquals("\u001b]52;c;a3ViZWN0bCDDqQ==\u0007", of("kubectl é", Map.of()));
  }

  @Test
  void tmuxIsToldAndAskedToPassItOn() {
    assertEquals(
        "\u001b]52;c;eA==\u0007\u001bPtmux;\u001b\u001b]52;c;eA==\u0007\u001b\\",
        of("x", Map.of("TMUX", "/tmp/s,1,0")));
  }

  @Test
  void screenPassesItOnInPiecesItCanHold() {
    String sequence = of("x".repeat(3000), Map.of("STY", "1.pts"));
    String[] pieces = sequence.split("\u001b\\\\");
    assertTrue(pieces.length > 5);
    StringBuilder whole = new StringBuilder();
    for (String piece : pieces) {
      assertTrue(piece.startsWith("\u001bP") && piece.length() < 760, piece);
      whole.append(piece.substring(2));
    }
    assertEquals(of("x".repeat(3000), Map.of()), whole.toString());
  }

  @Test
  void whatIsTooLongIsLeftToAFile() {
    assertTrue(ClipboardSequence.of("x".repeat(56_000), Map.of()).isPresent());
    assertEquals(Optional.empty(), ClipboardSequence.of("x".repeat(57_000), Map.of()));
  }

  private static String of(String text, Map<String, String> environment) {
    return ClipboardSequence.of(text, environment).orElseThrow();
  }
}
