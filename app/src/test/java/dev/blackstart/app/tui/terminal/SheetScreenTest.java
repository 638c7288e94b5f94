package dev.blackstart.app.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.app.tui.view.Theme;
import dev.blackstart.app.tui.view.Tone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SheetScreenTest {
  private static final Area SMALL = new Area(24, 6);

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  /** What a wide glyph covers, half covers or uncovers is where small changes go wrong. */
  @ParameterizedTest
  @EnumSource(ColourDepth.class)
  void changeByChangeTheTerminalShowsWhatAFreshOneWould(ColourDepth depth) throws IOException {
    Random random = new Random(depth.ordinal());
    for (Theme theme : Themes.OURS) {
      Cells cells = Cells.ofTerminal(theme, depth);
      SheetScreen screen = open(new FrameStream(sent), SMALL, cells);
      ReplayedTerminal terminal = new ReplayedTerminal(SMALL);
      for (int frame = 0; frame < 300; frame++) {
        Sheet sheet = random(random);
        screen.show(sheet);
        terminal.take(taken());
        assertEquals(fresh(sheet, cells), terminal.seen(), theme.name() + " " + frame);
        assertEquals(sheet.row(2), terminal.row(2));
      }
    }
  }

  @Test
  void theVirtualTerminalOfTheWindowShowsTheSame() throws IOException {
    DefaultVirtualTerminal virtual =
        new DefaultVirtualTerminal(new TerminalSize(SMALL.columns(), SMALL.rows()));
    Cells cells = Cells.ofTerminal(Themes.DARK, ColourDepth.TRUE);
    SheetScreen screen = new SheetScreen(virtual, cells);
    screen.start();
    Random random = new Random(3);
    for (int frame = 0; frame < 200; frame++) {
      Sheet sheet = random(random);
      screen.show(sheet);
      for (int row = 0; row < SMALL.rows(); row++) {
        for (int column = 0; column < SMALL.columns(); column++) {
          if (sheet.glyph(column, row) != Sheet.NOTHING) {
            assertEquals(
                cells.of(
                    sheet.glyph(column, row), sheet.tone(column, row), sheet.chosen(column, row)),
                virtual.getCharacter(column, row),
                frame + ": " + column + "," + row);
          }
        }
      }
    }
  }

  @Test
  void aFrameThatChangedNothingSendsNothing() throws IOException {
    SheetScreen screen = open(new FrameStream(sent), SMALL, dark());
    screen.show(random(new Random(1)));
    taken();
    screen.show(random(new Random(1)));
    assertEquals(0, taken().length);
  }

  @Test
  void aTickingClockAndALogLineCostAFewHundredBytes() throws IOException {
    Area area = new Area(160, 45);
    SheetScreen screen = open(new FrameStream(sent), area, dark());
    screen.show(runView(area, 0));
    int whole = taken().length;
    screen.show(runView(area, 1));
    int clock = taken().length;
    screen.show(runView(area, 60));
    int line = taken().length;
    assertTrue(whole < 12_000, "the whole screen: " + whole);
    assertTrue(clock < 250, "a second later: " + clock);
    assertTrue(line < 700, "a minute and a log line later: " + line);
  }

  @Test
  void aFrameIsOnePieceBetweenTheMarksOfSynchronizedOutput() throws IOException {
    SheetScreen screen = open(new FrameStream(sent), SMALL, dark());
    screen.show(random(new Random(1)));
    String frame = new String(taken(), StandardCharsets.UTF_8);
    assertTrue(frame.startsWith("\u001b[?2026h"), frame);
    assertTrue(frame.endsWith("\u001b[?2026l"), frame);
    assertEquals(frame.indexOf("\u001b[?2026l"), frame.lastIndexOf("\u001b[?2026l"));
  }

  @Test
  void afterAResizeTheWholeSheetIsShown() throws IOException {
    TtyTerminal tty = new TtyTerminal(new FrameStream(sent), SMALL);
    SheetScreen screen = new SheetScreen(tty, dark());
    screen.start();
    screen.show(runView(SMALL, 0));
    Area larger = new Area(40, 12);
    tty.resized(larger);
    taken();
    Sheet sheet = runView(larger, 0);
    screen.show(sheet);
    ReplayedTerminal terminal = new ReplayedTerminal(larger);
    terminal.take(taken());
    assertEquals(fresh(sheet, dark()), terminal.seen());
  }

  @Test
  void aSheetThatIsLateAfterAResizeLeavesTheRestBlank() throws IOException {
    TtyTerminal tty = new TtyTerminal(new FrameStream(sent), new Area(40, 12));
    SheetScreen screen = new SheetScreen(tty, dark());
    screen.start();
    screen.show(runView(new Area(40, 12), 0));
    taken();
    ReplayedTerminal terminal = new ReplayedTerminal(new Area(40, 12));
    screen.show(runView(SMALL, 0));
    terminal.take(taken());
    assertEquals("", terminal.row(11));
    screen.show(runView(new Area(60, 20), 0));
    terminal.take(taken());
    assertEquals(
        runView(new Area(60, 20), 0).row(0).substring(0, 40).stripTrailing(), terminal.row(0));
  }

  @Test
  void glyphsWhoseWidthIsInDisputeHaveAStandInOfTheirs() throws IOException {
    Sheet sheet = new Sheet(SMALL, Glyphs.UNICODE);
    sheet.pane().row(0).put("a𝐀b ꀀc 😀d", Tone.TEXT);
    SheetScreen screen = open(new FrameStream(sent), SMALL, dark());
    ReplayedTerminal terminal = new ReplayedTerminal(SMALL);
    screen.show(sheet);
    terminal.take(taken());
    assertEquals("a\ufffdb 〓c 😀d", terminal.row(0));
  }

  @Test
  void leavingTakesBackTheScreenAndTheCursor() throws IOException {
    SheetScreen screen = open(new FrameStream(sent), SMALL, dark());
    ReplayedTerminal terminal = new ReplayedTerminal(SMALL);
    screen.show(random(new Random(1)));
    screen.stop();
    terminal.take(("\u001b[?25h\u001b[?1049h").getBytes(StandardCharsets.US_ASCII));
    terminal.take(taken());
    assertEquals(List.of("?25"), terminal.modes().stream().distinct().toList());
  }

  private static Cells dark() {
    return Cells.ofTerminal(Themes.DARK, ColourDepth.INDEXED);
  }

  /** Opened; what opening sent is not looked at. */
  private SheetScreen open(FrameStream frames, Area area, Cells cells) throws IOException {
    SheetScreen screen = new SheetScreen(new TtyTerminal(frames, area), cells);
    screen.start();
    sent.reset();
    return screen;
  }

  private byte[] taken() {
    byte[] bytes = sent.toByteArray();
    sent.reset();
    return bytes;
  }

  private static String fresh(Sheet sheet, Cells cells) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SheetScreen screen =
        new SheetScreen(new TtyTerminal(new FrameStream(bytes), sheet.area()), cells);
    screen.start();
    screen.show(sheet);
    ReplayedTerminal terminal = new ReplayedTerminal(sheet.area());
    terminal.take(bytes.toByteArray());
    return terminal.seen();
  }

  private static Sheet random(Random random) {
    Sheet sheet = new Sheet(SMALL, Glyphs.UNICODE);
    String[] words = {"infra-01", "日本", "✔", "😀", "a", " ", "é·", "10.25.11.11", "⧗ 1:10"};
    for (int row = 0; row < SMALL.rows(); row++) {
      var pen = sheet.pane().row(row);
      for (int word = random.nextInt(5); word > 0; word--) {
        Tone tone = Tone.values()[random.nextInt(Tone.values().length)];
        pen.put(words[random.nextInt(words.length)], tone);
      }
    }
    sheet.pane().choose(random.nextInt(SMALL.rows()));
    return sheet;
  }

  private static Sheet runView(Area area, int second) {
    Sheet sheet = new Sheet(area, Glyphs.UNICODE);
    var pane = sheet.pane();
    pane.row(0)
        .put(" blackstart  infra · bootstrap 7f3a  ▶ running   ", Tone.TITLE)
        .put("%d:%02d of 30:00".formatted(second / 60, second % 60), Tone.STRONG);
    pane.row(1).rule("─", Tone.EDGE);
    for (int row = 2; row < area.rows() - 4; row++) {
      pane.row(row)
          .put(" ✔ ", Tone.GOOD)
          .put("phase-" + row, Tone.TEXT)
          .to(30)
          .put("infra-0" + row % 6 + "  cp  10.25.11." + row, Tone.TEXT)
          .to(70)
          .put("running", Tone.ACTIVE)
          .to(90)
          .put("cilium ✔ coredns ✔", Tone.QUIET);
    }
    for (int line = 0; line < 3; line++) {
      pane.row(area.rows() - 4 + line)
          .put(" 23:14:0" + line, Tone.QUIET)
          .put("  infra-05  kubelet  pulling layer " + (second / 60 + line), Tone.TEXT);
    }
    return sheet;
  }
}
