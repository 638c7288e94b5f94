package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.app.tui.view.Tone;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A small console for the tests: shows the size and what was typed; q leaves. */
public final class EchoConsole {
  private final BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
  private final List<String> heard = new ArrayList<>();

  private EchoConsole() {}

  public static void main(String[] args) throws Exception {
    Map<String, String> env = System.getenv();
    switch (Suitability.of(env)) {
      case Suitability.Unsuited unsuited -> System.out.println("plain: " + unsuited.because());
      case Suitability.Suits suits -> {
        var theme =
            Themes.choose(Optional.ofNullable(env.get("THEME")), env, Path.of("/nonexistent"));
        try (Display display = new TerminalDisplay(suits, theme.theme(), env)) {
          if (env.containsKey("MOUSE")) {
            display.mouse(true);
          }
          new EchoConsole().run(display, env);
        }
        System.out.println("left");
        if (env.containsKey("AFTER")) {
          System.out.println("then " + new Scanner(System.in, StandardCharsets.UTF_8).nextLine());
        }
      }
    }
  }

  /** Shows what comes until somebody leaves. */
  static void show(Display display) throws InterruptedException {
    new EchoConsole().run(display, Map.of("LANG", "C.UTF-8"));
  }

  private void run(Display display, Map<String, String> env) throws InterruptedException {
    display.listen(
        new Display.Listener() {
          @Override
          public void pressed(Key key) {
            inbox.add(key.name());
          }

          @Override
          public void pasted(String text) {
            inbox.add("paste(" + text + ")");
          }

          @Override
          public void resized(Area area) {
            inbox.add("resized");
          }

          @Override
          public void clicked(int column, int row) {
            inbox.add("click(" + column + "," + row + ")");
          }

          @Override
          public void wheeled(int rows) {
            inbox.add("wheel(" + rows + ")");
          }

          @Override
          public void gone() {
            inbox.add("gone");
          }
        });
    while (true) {
      display.show(sheet(display.area(), env));
      String next = inbox.take();
      switch (next) {
        case "q", "gone" -> {
          return;
        }
        case "ctrl-z" -> display.suspend();
        case "y" -> heard.add("copied=" + display.copy("10.25.11.11"));
        case "X" -> throw new IllegalStateException("a crash");
        default -> heard.add(next);
      }
    }
  }

  private Sheet sheet(Area area, Map<String, String> env) {
    Sheet sheet = new Sheet(area, Suitability.glyphs(env, false));
    var pane = sheet.pane();
    pane.row(0).put("echo " + area.columns() + "x" + area.rows(), Tone.TITLE);
    pane.row(1)
        .put("✔ good ", Tone.GOOD)
        .put("✖ bad ", Tone.BAD)
        .put("⧗ waits ", Tone.WAITS)
        .put("▶ active ", Tone.ACTIVE)
        .put("quiet ", Tone.QUIET)
        .put("stale", Tone.STALE);
    pane.row(2).put("日本 😀 é·x", Tone.TEXT);
    pane.choose(2);
    pane.row(3).put("heard: " + String.join(" ", heard), Tone.STRONG);
    pane.row(area.rows() - 1).put("q leaves", Tone.KEY).right("corner", Tone.EDGE);
    return sheet;
  }
}
