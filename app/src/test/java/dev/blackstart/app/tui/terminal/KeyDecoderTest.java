package dev.blackstart.app.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDecoderTest {
  private final KeyDecoder decoder = new KeyDecoder();

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "j j",
        "G G",
        "+ +",
        "/ /",
        "é é",
        "日 日",
        "😀 😀",
        "\\r enter",
        "\\n ctrl-j",
        "\\t tab",
        "\\x7f backspace",
        "\\x08 backspace",
        "\\x20 space",
        "\\x00 ctrl-space",
        "\\x03 ctrl-c",
        "\\x1a ctrl-z",
        "\\x13 ctrl-s",
        "\\x1c ctrl-\\",
        "\\x1d ctrl-]",
        "\\x1f ctrl-_",
        "\\e[A up",
        "\\e[B down",
        "\\e[C right",
        "\\e[D left",
        "\\eOA up",
        "\\eOD left",
        "\\e[H home",
        "\\e[F end",
        "\\eOH home",
        "\\eOF end",
        "\\e[1~ home",
        "\\e[4~ end",
        "\\e[7~ home",
        "\\e[8~ end",
        "\\e[5~ pgup",
        "\\e[6~ pgdn",
        "\\e[2~ insert",
        "\\e[3~ delete",
        "\\e[Z shift-tab",
        "\\eOP f1",
        "\\eOS f4",
        "\\e[11~ f1",
        "\\e[15~ f5",
        "\\e[17~ f6",
        "\\e[21~ f10",
        "\\e[24~ f12",
        "\\e[[A f1",
        "\\e[[E f5",
        "\\e[1;5A ctrl-up",
        "\\e[1;3B alt-down",
        "\\e[1;2C shift-right",
        "\\e[1;6D ctrl-shift-left",
        "\\e[1;7H ctrl-alt-home",
        "\\e[5;5~ ctrl-pgup",
        "\\e[1;2P shift-f1",
        "\\ex alt-x",
        "\\eG alt-G",
        "\\eé alt-é",
        "\\e\\r alt-enter",
        "\\e\\x7f alt-backspace",
        "\\e\\x18 ctrl-alt-x",
        "\\e[97;5u ctrl-a",
        "\\e[13;2u shift-enter",
        "\\e[27u esc",
        "\\e[9;2u shift-tab",
        "\\e[27;5;105~ ctrl-i",
        "\\e[97;2u A",
        "\\eOM enter",
        "\\e[1;3R alt-f3"
      })
  void aKeyHasOneNameWhateverTerminalSendsIt(String bytes, String name) {
    assertEquals(name, read(unescape(bytes)));
    assertFalse(decoder.pending());
  }

  @Test
  void aSequenceMayComeInPieces() {
    for (byte each : unescape("\\e[1;5A日\\e[<0;200;50M").getBytes(StandardCharsets.UTF_8)) {
      found.addAll(decoder.feed(new byte[] {each}, 1));
    }
    assertEquals("ctrl-up 日 click(199,49)", words());
  }

  @Test
  void aLoneEscapeIsOneWhenNothingFollows() {
    assertEquals("", read("\u001b"));
    assertTrue(decoder.pending());
    found.addAll(decoder.settle());
    assertEquals("esc", words());
    assertEquals("esc j", read("j"));
  }

  @Test
  void altWithABracketIsAKeyWhenNothingFollows() {
    read("\u001b[");
    found.addAll(decoder.settle());
    read("\u001bO");
    found.addAll(decoder.settle());
    read("\u001bP");
    found.addAll(decoder.settle());
    assertEquals("alt-[ alt-O alt-P", words());
  }

  @Test
  void twoEscapesAreTwo() {
    assertEquals("esc", read("\u001b\u001b"));
    found.addAll(decoder.settle());
    assertEquals("esc esc", words());
  }

  @Test
  void aPasteIsTextAndNoKeys() {
    String pasted = "\u001b[200~:reset infra\rq\u0003日\u001b[201~";
    assertEquals("paste(:reset infra\nq日) j", read(pasted + "j"));
  }

  @Test
  void aPasteMayComeInPieces() {
    String pasted = "\u001b[200~a\u001b[20b\u001b[201~j";
    for (byte each : pasted.getBytes(StandardCharsets.UTF_8)) {
      found.addAll(decoder.feed(new byte[] {each}, 1));
    }
    assertEquals("paste(a[20b) j", words());
  }

  @Test
  void aPasteWithoutAnEndDoesNotKeepTheKeyboard() {
    read("\u001b[200~lost");
    for (int silence = 0; silence < 25; silence++) {
      found.addAll(decoder.settle());
    }
    assertEquals("paste(lost) j", read("j"));
  }

  @Test
  void aClickBeyondColumn223IsWhereItWas() {
    assertEquals("click(299,0)", read("\u001b[<0;300;1M\u001b[<0;300;1m"));
  }

  @Test
  void theWheelMovesAsArrowsDoAndOtherButtonsDoNothing() {
    assertEquals(
        "wheel(-3) wheel(3)", read("\u001b[<64;1;1M\u001b[<65;1;1M\u001b[<2;1;1M\u001b[<35;4;4M"));
  }

  @Test
  void answersOfTheTerminalAreNoKeys() {
    String answers =
        "\u001b]11;rgb:0000/0000/0000\u001b\\\u001b]52;c;AAAA\u0007\u001b[?62;22c\u001bP1$r0m\u001b\\"
            + "\u001b[?2026;2$y\u001b[I\u001b[O";
    assertEquals("paper(false) j", read(answers + "j"));
  }

  @Test
  void theTerminalsBackgroundIsHeardInEveryForm() {
    assertEquals("paper(true)", read("\u001b]11;rgb:ffff/ffff/f0f0\u0007"));
    assertEquals("paper(true) paper(false)", read("\u001b]11;rgb:1/2/3\u001b\\"));
    found.clear();
    assertEquals("paper(true)", read("\u001b]11;rgba:ee/ee/ee/80\u001b\\"));
  }

  @Test
  void noBytesWhateverBreakItOrMakeItWaitForEver() {
    Random random = new Random(7);
    byte[] bytes = new byte[64];
    for (int round = 0; round < 20_000; round++) {
      random.nextBytes(bytes);
      if (round % 2 == 0) {
        bytes[0] = 0x1b;
        bytes[1] = (byte) "[O]P_^X<".charAt(random.nextInt(8));
      }
      decoder.feed(bytes, 1 + random.nextInt(bytes.length));
    }
    for (int silence = 0; silence < 25; silence++) {
      decoder.settle();
    }
    found.clear();
    assertEquals("j", read("j"));
  }

  private final List<Input> found = new ArrayList<>();

  private String read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    found.addAll(decoder.feed(bytes, bytes.length));
    return words();
  }

  private String words() {
    return found.stream()
        .map(
            input ->
                switch (input) {
                  case Input.Pressed pressed -> pressed.key().name();
                  case Input.Pasted pasted -> "paste(" + pasted.text() + ")";
                  case Input.Paper paper -> "paper(" + paper.light() + ")";
                  case Input.Wheeled wheel -> "wheel(" + wheel.rows() + ")";
                  case Input.Clicked click -> "click(" + click.column() + "," + click.row() + ")";
                })
        .collect(Collectors.joining(" "));
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\\') {
        out.append(text.charAt(i));
        continue;
      }
      i++;
      switch (text.charAt(i)) {
        case 'e' -> out.append('\u001b');
        case 'r' -> out.append('\r');
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'x' -> {
          out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> throw new IllegalArgumentException(text);
      }
    }
    return out.toString();
  }
}
