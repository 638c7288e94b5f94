package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.Display;
import dev.blackstart.world.Failure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The same in a window. */
public final class EchoWindow {
  private EchoWindow() {}

  public static void main(String[] args) throws Exception {
    Map<String, String> env = System.getenv();
    var theme = Themes.choose(Optional.of(args[0]), env, Path.of("/nonexistent")).theme();
    try (Display display = WindowDisplay.open("blackstart echo", theme, env)) {
      display.mouse(true);
      EchoConsole.show(display);
    } catch (Failure e) {
      System.out.println(e.what());
      System.exit(3);
    }
    System.out.println("left");
  }
}
