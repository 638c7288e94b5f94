package dev.blackstart.app.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import dev.blackstart.app.tui.view.Area;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * Lanterna's ANSI terminal, written to with as few bytes as the change allows: colours and
 * attributes are only noted and go out, as one sequence, before the next text. The size is told to
 * it, never asked of the terminal.
 */
final class TtyTerminal extends ANSITerminal {
  private record Pen(TextColor ink, TextColor paper, Set<SGR> styles) {
    private static final Pen NEW =
        new Pen(TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, Set.of());
  }

  private final EnumSet<SGR> styles = EnumSet.noneOf(SGR.class);
  private TextColor ink = TextColor.ANSI.DEFAULT;
  private TextColor paper = TextColor.ANSI.DEFAULT;
  private Pen sent = Pen.NEW;
  private boolean cursorShown = true;
  private volatile Area area;

  TtyTerminal(OutputStream out, Area area) {
    super(InputStream.nullInputStream(), out, StandardCharsets.UTF_8);
    this.area = area;
  }

  /** The terminal has another size. */
  void resized(Area now) {
    area = now;
    onResized(now.columns(), now.rows());
  }

  @Override
  protected TerminalSize findTerminalSize() {
    return new TerminalSize(area.columns(), area.rows());
  }

  @Override
  public void enterPrivateMode() throws IOException {
    sent = Pen.NEW;
    resetColorAndSGR();
    super.enterPrivateMode();
    cursorShown = true;
  }

  @Override
  public void exitPrivateMode() throws IOException {
    resetColorAndSGR();
    say();
    super.exitPrivateMode();
  }

  @Override
  public void setCursorVisible(boolean visible) throws IOException {
    if (visible != cursorShown) {
      cursorShown = visible;
      super.setCursorVisible(visible);
    }
  }

  /** Clears in the colours that are set, for terminals that fill with them. */
  @Override
  public void clearScreen() throws IOException {
    say();
    super.clearScreen();
  }

  @Override
  public void putCharacter(char c) throws IOException {
    putString(Character.toString(c));
  }

  /** Whole code points: Lanterna encodes each {@code char} alone. */
  @Override
  public void putString(String string) throws IOException {
    say();
    writeToTerminal(string.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void setForegroundColor(TextColor color) {
    ink = color;
  }

  @Override
  public void setBackgroundColor(TextColor color) {
    paper = color;
  }

  @Override
  public void enableSGR(SGR sgr) {
    styles.add(sgr);
  }

  @Override
  public void disableSGR(SGR sgr) {
    styles.remove(sgr);
  }

  @Override
  public void resetColorAndSGR() {
    ink = TextColor.ANSI.DEFAULT;
    paper = TextColor.ANSI.DEFAULT;
    styles.clear();
  }

  private void say() throws IOException {
    Pen wanted = new Pen(ink, paper, Set.copyOf(styles));
    if (wanted.equals(sent)) {
      return;
    }
    StringBuilder codes = new StringBuilder();
    // There is no code that ends bold and dim apart on every terminal: begin anew.
    boolean anew = !wanted.styles().containsAll(sent.styles()) || wanted.equals(Pen.NEW);
    Pen from = anew ? Pen.NEW : sent;
    if (anew) {
      codes.append(";0");
    }
    for (SGR style : styles) {
      if (!from.styles().contains(style)) {
        codes.append(';').append(code(style));
      }
    }
    if (!wanted.ink().equals(from.ink())) {
      codes.append(';').append(ascii(ink.getForegroundSGRSequence()));
    }
    if (!wanted.paper().equals(from.paper())) {
      codes.append(';').append(ascii(paper.getBackgroundSGRSequence()));
    }
    writeToTerminal(("\u001b[" + codes.substring(1) + "m").getBytes(StandardCharsets.US_ASCII));
    sent = wanted;
  }

  private static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static int code(SGR style) {
    return switch (style) {
      case BOLD -> 1;
      case FRAKTUR -> 2; // Cells.DIM
      case ITALIC -> 3;
      case UNDERLINE -> 4;
      case BLINK, BORDERED, CIRCLED -> 5;
      case REVERSE -> 7;
      case CROSSED_OUT -> 9;
    };
  }
}
