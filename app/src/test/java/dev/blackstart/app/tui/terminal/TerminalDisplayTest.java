package dev.blackstart.app.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The display in a real terminal, with a shell that has job control and no line editor. */
class TerminalDisplayTest {
  private Tmux tmux;
  private String before;

  @AfterEach
  void endTheTerminal() {
    if (tmux != null) {
      tmux.close();
    }
  }

  @Test
  void theTerminalIsAsItWasAfterLeaving() throws IOException {
    open(80, 24);
    assertEquals("1", tmux.fact("alternate_on"));
    assertEquals("0", tmux.fact("cursor_flag"));
    assertNotEquals(before, tmux.settings());
    List<ProcessHandle> processes = tmux.children();
    tmux.press("q");
    tmux.sees("left");
    assertGivenBack();
    assertFalse(tmux.screen().contains("echo 80x24"), tmux.screen());
    tmux.until("all have ended", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void afterLeavingEveryKeyGoesToWhoeverReadsNext() throws IOException {
    open(80, 24, "AFTER=1");
    tmux.press("q");
    tmux.sees("left");
    tmux.enter("infra");
    tmux.sees("then infra");
  }

  @Test
  void keysThatStopOrKillOtherProgramsAreKeysHere() throws IOException {
    open(120, 24);
    tmux.press("j", "M-x", "C-c", "C-s", "C-q", "C-\\", "C-y", "C-v", "C-o", "Up", "F5", "BTab");
    tmux.press("-H", "c3", "a9"); // as bytes: an argument is in the locale of this JVM
    tmux.sees("heard: j alt-x ctrl-c ctrl-s ctrl-q ctrl-\\ ctrl-y ctrl-v ctrl-o up f5 shift-tab é");
    tmux.press("Escape");
    tmux.sees("é esc");
  }

  @Test
  void aPasteComesAsText() throws IOException {
    open(80, 24);
    tmux.run("set-buffer", ":reset infra\nq");
    tmux.run("paste-buffer", "-p");
    tmux.sees("paste(:reset infra");
    tmux.press("q");
    tmux.sees("left");
  }

  @Test
  void aClickIsRightOnAWideTerminal() throws IOException {
    open(240, 24, "MOUSE=1");
    assertEquals("1", tmux.fact("mouse_sgr_flag"));
    tmux.press("-H", "1b", "5b", "3c", "30", "3b", "32", "33", "30", "3b", "37", "4d");
    tmux.sees("click(229,6)");
    tmux.press("q");
    tmux.sees("left");
    assertEquals("0", tmux.fact("mouse_any_flag"));
  }

  @Test
  void aResizeIsShownWhole() throws IOException {
    open(80, 24);
    tmux.run("resize-window", "-x", "160", "-y", "45");
    tmux.sees("echo 160x45");
    assertTrue(tmux.screen().endsWith("corner"), tmux.screen());
    tmux.run("resize-window", "-x", "60", "-y", "12");
    tmux.sees("echo 60x12");
    assertTrue(tmux.screen().endsWith("corner"), tmux.screen());
  }

  @Test
  void ctrlZGivesTheTerminalToTheShellAndFgTakesItAgain() throws IOException {
    open(80, 24);
    tmux.press("C-z");
    tmux.sees("Stopped");
    assertGivenBack();
    tmux.run("resize-window", "-x", "100", "-y", "30");
    tmux.enter("fg");
    tmux.sees("echo 100x30");
    assertEquals("1", tmux.fact("alternate_on"));
    tmux.press("k");
    tmux.sees("resized k");
    tmux.press("q");
    tmux.sees("left");
    assertGivenBack();
  }

  @Test
  void fromTheBackgroundItDoesNotTakeTheTerminal() throws IOException {
    open(80, 24);
    tmux.press("C-z");
    tmux.sees("Stopped");
    tmux.enter("bg; sleep 1; jobs; echo here");
    tmux.sees("\nhere");
    assertGivenBack();
    tmux.enter("fg");
    tmux.sees("echo 80x24");
    tmux.press("q");
    tmux.sees("left");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP", "KILL"})
  void theTerminalIsAsItWasAfterASignal(String signal) throws IOException {
    open(80, 24);
    List<ProcessHandle> processes = tmux.children();
    long pid =
        processes.stream()
            .filter(process -> process.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow()
            .pid();
    new ProcessBuilder("kill", "-" + signal, "" + pid).start();
    tmux.until("all have ended", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    tmux.until("no alternate screen", () -> tmux.fact("alternate_on").equals("0"));
    assertGivenBack();
  }

  @Test
  void theKeeperGoneTheTerminalIsGivenBackAllTheSame() throws IOException {
    open(80, 24);
    tmux.children().stream()
        .filter(process -> !process.info().command().orElse("").endsWith("java"))
        .forEach(ProcessHandle::destroyForcibly);
    tmux.press("q");
    tmux.sees("left");
    assertGivenBack();
  }

  @Test
  void aCrashIsToldOnTheScreenThatWasThere() throws IOException {
    open(80, 24);
    tmux.press("X");
    tmux.sees("IllegalStateException: a crash");
    assertGivenBack();
  }

  @Test
  void aClosedTerminalLeavesNobodyBehind() throws IOException {
    open(80, 24);
    List<ProcessHandle> processes = tmux.children();
    assertTrue(processes.size() >= 2, "the application and the tty's keeper");
    tmux.run("kill-pane");
    tmux.until("all have ended", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void whatIsCopiedIsOnTheClipboard() throws IOException {
    open(80, 24);
    tmux.press("y");
    tmux.sees("copied=true");
    tmux.until("10.25.11.11", () -> tmux.run("show-buffer").equals("10.25.11.11"));
  }

  @Test
  void coloursAreAsManyAsTheTerminalShows() throws IOException {
    open(80, 24, "COLORTERM=truecolor", "THEME=dark");
    assertTrue(coloured().contains("38;2;124;207;124"), coloured());
    tmux.close();
    open(80, 24, "TERM=screen-256color", "COLORTERM=");
    assertTrue(coloured().contains("38;5;"), coloured());
    assertFalse(coloured().contains("38;2;"), coloured());
    tmux.close();
    open(80, 24, "NO_COLOR=1", "COLORTERM=truecolor");
    assertFalse(Pattern.compile("\\[[\\d;]*\\b[349]\\d\\b").matcher(coloured()).find(), coloured());
    assertTrue(coloured().contains("\u001b[1m"), coloured());
  }

  @Test
  void onLightPaperThePlainChoiceIsForLightPaper() throws IOException {
    open(80, 24, "COLORTERM=truecolor");
    assertTrue(coloured().contains("38;2;124;207;124"), coloured());
    tmux.press("q");
    tmux.sees("left");
    tmux.run("set", "-g", "window-style", "bg=#ffffff");
    tmux.enter(tmux.script(EchoConsole.class));
    tmux.until("the light theme's green", () -> coloured().contains("38;2;26;127;55"));
  }

  @Test
  void withoutASuitableTerminalOneSentenceSaysWhy() throws IOException {
    tmux = new Tmux(80, 24);
    String java = tmux.script(EchoConsole.class);
    tmux.enter(java + " | cat");
    tmux.sees("plain: standard output is not a terminal");
    tmux.enter("setsid -w " + java);
    tmux.sees("plain: there is no controlling terminal (/dev/tty)");
    tmux.enter("TERM=dumb " + java);
    tmux.sees("plain: TERM=dumb means a terminal that cannot move its cursor");
    tmux.run("resize-window", "-x", "38", "-y", "30");
    tmux.enter("clear; " + java);
    tmux.until(
        "38x30", () -> tmux.screen().replace("\n", "").contains("the terminal has 38x30 cells"));
    assertEquals("0", tmux.fact("alternate_on"));
  }

  private void open(int columns, int rows, String... settings) throws IOException {
    tmux = new Tmux(columns, rows, settings);
    before = tmux.settings();
    tmux.enter(tmux.script(EchoConsole.class));
    tmux.sees("echo " + columns + "x" + rows);
    tmux.sees("✔ good ✖ bad ⧗ waits ▶ active quiet stale\n日本 😀 é·x");
  }

  private String coloured() {
    return tmux.run("capture-pane", "-p", "-e");
  }

  private void assertGivenBack() {
    tmux.until("the settings from before", () -> tmux.settings().equals(before));
    assertEquals("0", tmux.fact("alternate_on"));
    assertEquals("1", tmux.fact("cursor_flag"));
  }
}
