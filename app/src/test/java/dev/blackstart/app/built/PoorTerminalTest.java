package dev.blackstart.app.built;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.built.Workstation.Seat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console makes of a terminal that can do little, and of settings that are wrong. */
@Tag("built")
class PoorTerminalTest {
  private static final Pattern COLOUR =
      Pattern.compile("\u001b\\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m");

  @TempDir Path folder;

  @Test
  void whereNoConsoleCanOpenOneSentenceSaysWhyAndTheLinesFollow() throws Exception {
    try (Workstation desk = new Workstation(folder, "poor-terminals")) {
      Seat seat = desk.seat(100, 36);
      seat.enter("clear; TERM=dumb blackstart");
      plain(seat, "TERM=dumb means a terminal that cannot move its cursor; here are plain lines");
      seat.enter("clear; TERM= blackstart");
      plain(seat, "TERM is not set, so nothing is known of the terminal; here are plain lines");
      seat.enter("clear; setsid -w blackstart");
      plain(seat, "there is no controlling terminal (/dev/tty); here are plain lines");
      seat.enter("clear; blackstart | cat");
      plain(seat, "10.25.11.16");
      assertFalse(seat.terminal().screen().contains("here are"), "a pipe is no surprise");
      seat.enter("clear; blackstart --theme");
      plain(seat, "Missing required parameter");

      Seat tiny = desk.seat(30, 8);
      tiny.enter("blackstart");
      tiny.sees("the verbs");
      String all = tiny.terminal().run("capture-pane", "-p", "-J", "-S", "-");
      assertTrue(
          all.contains("the terminal has 30x8 cells, the console needs 40x10; here are plain"),
          all);
    }
  }

  @Test
  void settingsThatAreWrongAreToldOnTheConsoleAndTheUsualOnesTaken() throws Exception {
    Path themes = Files.createDirectories(folder.resolve("config/blackstart/themes"));
    Files.writeString(themes.resolve("mine.yaml"), "based-on: light\ngood: \"#1a7f3\"\n");
    try (Workstation desk = new Workstation(folder, "wrong-settings")) {
      Seat seat = desk.seat(80, 24);
      seat.enter("clear; blackstart --theme mine");
      seat.sees("themes/mine.yaml:2: good: \"#1a7f3\" is no colour");
      seat.isOpen();
      seat.press("q");
      seat.isGivenBack();
      seat.enter("clear; blackstart --theme sunset");
      seat.sees("no theme is called sunset (there are dark, light, high-contrast");
      seat.press("q");
      seat.isGivenBack();
    }
  }

  @Test
  void everyThemeIsWornAndWithoutColourThereIsNone() throws Exception {
    try (Workstation desk = new Workstation(folder, "themes")) {
      Seat seat = desk.seat(100, 30, "COLORTERM=truecolor");
      seat.enter("clear; blackstart --theme dark");
      seat.sees("LAST RUN");
      String worn = coloured(seat);
      assertTrue(worn.contains("38;2;"), worn);
      for (String name : new String[] {"light", "high-contrast", "colour-blind", "mono"}) {
        seat.press("t");
        seat.sees("theme " + name);
        String next = coloured(seat);
        assertFalse(next.equals(worn), name + " looks like the one before");
        worn = next;
      }
      assertFalse(COLOUR.matcher(worn).find(), worn);
      seat.isQuiet();
      seat.press("q");
      seat.isGivenBack();
      seat.enter("clear; NO_COLOR=1 blackstart --theme dark");
      seat.sees("LAST RUN");
      assertFalse(COLOUR.matcher(coloured(seat)).find(), coloured(seat));
      theSizeChangesFasterThanItCanBePainted(seat);
      seat.press("q");
      seat.isGivenBack();
    }
  }

  /** What is left is what a fresh frame shows. */
  private static void theSizeChangesFasterThanItCanBePainted(Seat seat) {
    for (int step = 0; step < 40; step++) {
      seat.terminal()
          .run("resize-window", "-x", "" + (41 + step * 7 % 160), "-y", "" + (11 + step));
    }
    seat.resize(110, 31);
    seat.sees("LAST RUN");
    seat.terminal().run("run-shell", "sleep 1");
    String left = seat.terminal().screen();
    seat.press("C-l");
    seat.terminal().run("run-shell", "sleep 1");
    assertEquals(seat.terminal().screen(), left);
  }

  private static void plain(Seat seat, String said) {
    seat.sees(said);
    seat.isGivenBack();
  }

  private static String coloured(Seat seat) {
    return seat.terminal().run("capture-pane", "-p", "-e");
  }
}
