package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.model.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads keys, pastes and clicks out of a terminal's bytes. What is no key (answers to questions,
 * focus reports, sequences of no name) is left out and never taken for typing. Whoever feeds it
 * calls {@link #settle} when nothing has come for a while and something is {@link #pending}: a lone
 * Escape is a beginning until then.
 */
final class KeyDecoder {
  private static final byte ESC = 0x1b;

  /** More than any sequence takes that is not a paste. */
  private static final int LONGEST = 4096;

  private static final Pattern PAPER =
      Pattern.compile("]11;(rgba?:[0-9a-fA-F]{1,4}(/[0-9a-fA-F]{1,4}){2,3})");

  /** As many rows as terminals move by arrows while the mouse is off. */
  private static final int WHEEL_ROWS = 3;

  private byte[] waiting = new byte[0];
  private Paste paste;

  /** What came, with what was left over before. */
  List<Input> feed(byte[] bytes, int count) {
    byte[] all = Arrays.copyOf(waiting, waiting.length + count);
    System.arraycopy(bytes, 0, all, waiting.length, count);
    waiting = all;
    List<Input> found = new ArrayList<>();
    while (waiting.length > 0) {
      int used = paste == null ? one(found) : pasting(found);
      if (used == 0) {
        break;
      }
      waiting = Arrays.copyOfRange(waiting, used, waiting.length);
    }
    return found;
  }

  /** Whether what has come may be the beginning of something. */
  boolean pending() {
    return waiting.length > 0 || paste != null;
  }

  /** Nothing has come for a while: what is there is all there is. */
  List<Input> settle() {
    List<Input> found = new ArrayList<>();
    if (paste != null) {
      if (paste.isStale()) {
        endPaste(found);
        waiting = new byte[0];
      }
      return found;
    }
    if (waiting.length == 1 && waiting[0] == ESC) {
      press(found, "esc");
    } else if (waiting.length == 2 && waiting[0] == ESC) {
      KeyNames.character(waiting[1]).map(KeyNames::alt).ifPresent(name -> press(found, name));
    }
    waiting = new byte[0];
    return found;
  }

  /** Takes one thing from the beginning of what waits; returns its length, 0 when it is cut off. */
  private int one(List<Input> found) {
    if (waiting[0] != ESC) {
      return character(found, 0, false);
    }
    if (waiting.length == 1) {
      return 0;
    }
    return switch (waiting[1]) {
      case '[' -> control(found);
      case 'O' -> single(found);
      case ']', 'P', '_', '^', 'X' -> answer(found);
      case ESC -> {
        press(found, "esc");
        yield 1;
      }
      default -> character(found, 1, true);
    };
  }

  /** A character from an offset on; returns the length with what stood before it. */
  private int character(List<Input> found, int from, boolean alt) {
    int lead = waiting[from] & 0xff;
    int length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (waiting.length < from + length) {
      return 0;
    }
    String text = new String(waiting, from, length, StandardCharsets.UTF_8);
    int code = text.codePointAt(0);
    if (code == 0xfffd) {
      return from + 1;
    }
    KeyNames.character(code)
        .map(name -> alt ? KeyNames.alt(name) : name)
        .ifPresent(name -> press(found, name));
    return from + length;
  }

  /** {@code ESC O x}, as keypads and the first function keys send. */
  private int single(List<Input> found) {
    if (waiting.length < 3) {
      return 0;
    }
    KeyNames.byLetter((char) waiting[2], 0).ifPresent(name -> press(found, name));
    return 3;
  }

  /** {@code ESC [ parameters letter}. */
  private int control(List<Input> found) {
    if (waiting.length > 2 && waiting[2] == '[') {
      return linuxFunctionKey(found);
    }
    int end = 2;
    while (end < waiting.length && (waiting[end] < 0x40 || waiting[end] > 0x7e)) {
      if (waiting[end] < 0x20 || end > LONGEST) {
        return end;
      }
      end++;
    }
    if (end == waiting.length) {
      return 0;
    }
    String parameters = new String(waiting, 2, end - 2, StandardCharsets.US_ASCII);
    named(found, new ControlSequence(parameters, (char) waiting[end]));
    return end + 1;
  }

  private void named(List<Input> found, ControlSequence sequence) {
    if (sequence.isMouse()) {
      mouse(found, sequence);
    } else if (sequence.is('~', 200)) {
      paste = new Paste();
    } else if (!sequence.isPrivate()) {
      sequence.keyName().ifPresent(name -> press(found, name));
    }
  }

  private void mouse(List<Input> found, ControlSequence sequence) {
    boolean down = sequence.letter() == 'M';
    int button = sequence.number(0, -1);
    if (down && button == 0) {
      found.add(new Input.Clicked(sequence.number(1, 1) - 1, sequence.number(2, 1) - 1));
    } else if (down && (button == 64 || button == 65)) {
      found.add(new Input.Wheeled(button == 64 ? -WHEEL_ROWS : WHEEL_ROWS));
    }
  }

  /** {@code ESC [ [ A} to {@code E}: F1 to F5 of the Linux console. */
  private int linuxFunctionKey(List<Input> found) {
    if (waiting.length < 4) {
      return 0;
    }
    if (waiting[3] >= 'A' && waiting[3] <= 'E') {
      press(found, "f" + (waiting[3] - 'A' + 1));
    }
    return 4;
  }

  /** A string the terminal answers with, up to BEL or ST. */
  private int answer(List<Input> found) {
    for (int i = 2; i < waiting.length; i++) {
      boolean terminated = i > 2 && waiting[i] == '\\' && waiting[i - 1] == ESC;
      if (waiting[i] == 7 || terminated) {
        int end = terminated ? i - 1 : i;
        Matcher paper = PAPER.matcher(new String(waiting, 1, end - 1, StandardCharsets.US_ASCII));
        if (paper.matches()) {
          found.add(new Input.Paper(PaperQuestion.isLight(paper.group(1))));
        }
        return i + 1;
      }
    }
    return waiting.length > LONGEST ? waiting.length : 0;
  }

  private int pasting(List<Input> found) {
    Optional<Integer> end = paste.take(waiting);
    if (end.isEmpty()) {
      return paste.taken();
    }
    endPaste(found);
    return end.get();
  }

  private void endPaste(List<Input> found) {
    String text = paste.text();
    paste = null;
    if (!text.isEmpty()) {
      found.add(new Input.Pasted(text));
    }
  }

  private static void press(List<Input> found, String name) {
    found.add(new Input.Pressed(new Key(name)));
  }
}
