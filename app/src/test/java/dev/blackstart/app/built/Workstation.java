package dev.blackstart.app.built;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import dev.blackstart.app.StandingWorlds;
import dev.blackstart.app.tui.terminal.Tmux;
import dev.blackstart.files.RunLock;
import dev.blackstart.files.StateFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Somebody with a terminal (a second one when needed), the application, and a state folder of their
 * own. Every run and world that was started here has ended after {@link #close}.
 */
final class Workstation implements AutoCloseable {
  private final Path folder;
  private final Record record;
  private final StateFolder state;
  private final List<Seat> seats = new ArrayList<>();

  Workstation(Path folder, String name) throws IOException {
    this.folder = folder;
    record = new Record(name);
    state = new StateFolder(folder.resolve("state/blackstart"));
    Application.install(folder.resolve("bin"));
  }

  /** A terminal with a shell in a folder that holds no repository. */
  Seat seat(int columns, int rows, String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("XDG_STATE_HOME=" + folder.resolve("state"));
    all.add("XDG_CONFIG_HOME=" + folder.resolve("config"));

    Seat seat = new Seat(new Tmux(columns, rows, all.toArray(String[]::new)));
    seats.add(seat);
    seat.terminal.enter("cd " + folder + "; PATH=$PWD/bin:$PATH; PS1='$ '; clear");
    seat.terminal.until("an empty screen", () -> seat.terminal.screen().strip().equals("$"));
    return seat;
  }

  Path folder() {
    return folder;
  }

  /** The process that drives the run, when there is one. */
  Optional<ProcessHandle> engine() {
    return state.runs().stream()
        .flatMap(run -> run.engine().stream())
        .map(RunLock.Holder::pid)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .findFirst();
  }

  @Override
  public void close() throws Exception {
    for (Seat seat : seats) {
      seat.terminal.close();
    }
    for (StateFolder.Found run : state.runs()) {
      Optional<ProcessHandle> engine =
          run.engine().map(RunLock.Holder::pid).flatMap(ProcessHandle::of);
      if (engine.isPresent()) {
        engine.get().destroy();
        awaitEnd(engine.get());
      }
    }
    new StandingWorlds(state)
        .stop("", new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  }

  private static void awaitEnd(ProcessHandle process)
      throws ExecutionException, InterruptedException {
    try {
      process.onExit().get(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    }
  }

  /** One terminal. */
  final class Seat {
    private final Tmux terminal;
    private final String before;

    private Seat(Tmux terminal) {
      this.terminal = terminal;
      before = terminal.settings();
    }

    Tmux terminal() {
      return terminal;
    }

    /** Types a line into the shell. */
    void enter(String line) {
      record.did(line);
      terminal.enter(line);
    }

    /** Presses keys by tmux's names. */
    void press(String... keys) {
      record.did("keys: " + String.join(" ", keys));
      for (String key : keys) {
        terminal.press(key);
        // What follows an escape at once belongs to it: the arrow keys are made so.
        if (key.equals("Escape")) {
          terminal.run("run-shell", "sleep 0.2");
        }
      }
    }

    /** Types text that is no line. */
    void type(String text) {
      record.did("types: " + text);
      terminal.run("send-keys", "-l", text);
    }

    void resize(int columns, int rows) {
      record.did("resizes the terminal to " + columns + "x" + rows);
      terminal.run("resize-window", "-x", "" + columns, "-y", "" + rows);
      terminal.run("run-shell", "sleep 0.5"); // what is seen at once is the old frame, cut
    }

    /** Sends the application a signal, by the name {@code kill} has for it. */
    void signal(String name) {
      record.did("another terminal: kill -" + name);
      terminal.run("run-shell", "kill -" + name + " " + console().pid());
    }

    /** Closes the terminal. */
    void hangUp() {
      record.did("closes the terminal");
      terminal.run("kill-session");
    }

    /** Waits for a text, and keeps the screen it was on. */
    void sees(String text) {
      terminal.sees(text);
      record.saw(terminal.screen());
    }

    /** Waits until a text has gone, and keeps the screen it has gone from. */
    void seesNoMore(String text) {
      terminal.until("no more " + text, () -> !terminal.screen().contains(text));
      record.saw(terminal.screen());
    }

    /** The terminal is sent nothing while nothing changes. */
    void isQuiet() {
      terminal.until("two seconds without a byte", () -> traffic() == 0);
    }

    private long traffic() {
      try {
        Path sent = Files.createTempFile(folder, "sent", "");
        terminal.run("pipe-pane", "cat > " + sent);
        terminal.run("run-shell", "sleep 2");
        terminal.run("pipe-pane");
        record.did("two seconds go by: " + Files.size(sent) + " bytes are sent");
        return Files.size(sent);
      } catch (IOException e) {
        return fail(e);
      }
    }

    /** The process the shell waits for: the application, whatever is about it. */
    ProcessHandle console() {
      return ProcessHandle.of(Long.parseLong(terminal.fact("pane_pid"))).stream()
          .flatMap(ProcessHandle::children)
          .findFirst()
          .orElseThrow();
    }

    void isOpen() {
      assertEquals("1", terminal.fact("alternate_on"));
      assertEquals("0", terminal.fact("cursor_flag"));
    }

    /** The terminal is as it was, and the shell has it. */
    void isGivenBack() {
      terminal.until("the shell's prompt", () -> lastLine().equals("$"));
      terminal.until("the settings from before", () -> terminal.settings().equals(before));
      assertEquals("0", terminal.fact("alternate_on"));
      assertEquals("1", terminal.fact("cursor_flag"));
      assertEquals("0", terminal.fact("mouse_any_flag"));
      record.did("(stty as before; neither alternate screen nor mouse)");
      record.saw(terminal.screen());
      assertFalse(terminal.screen().contains("   at java"), terminal.screen());
      terminal.run("set-buffer", "pasted");
      terminal.run("paste-buffer", "-p");
      terminal.until("a plain paste", () -> lastLine().equals("$ pasted"));
      terminal.press("C-u");
    }

    private String lastLine() {
      return terminal.screen().lines().reduce("", (before, line) -> line.isBlank() ? before : line);
    }
  }
}
