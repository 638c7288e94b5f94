package dev.blackstart.app.built;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.blackstart.app.tui.terminal.XServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application's window on a real X server, with a rehearsal in it. */
@Tag("built")
class WindowTest {
  private static final String PULLING = "\"release\":\"cilium\".*ContainerCreating";

  @TempDir Path folder;

  @Test
  void aRehearsalIsWatchedInAWindowAndGoesOnWhenTheWindowIsClosed() throws Exception {
    try (XServer server = XServer.start();
        Workstation desk = new Workstation(folder, "window")) {
      List<String> lines = operate(server.display());
      assertEquals(
          List.of(
              "opened",
              "the run is at that moment",
              "painted true",
              "the log is shown",
              "the footer is on the new last row"),
          lines.subList(0, Math.min(5, lines.size())),
          String.join("\n", lines));
      assertTrue(lines.getLast().endsWith("goes on; watch it: blackstart"), lines.getLast());
      assertTrue(desk.engine().isPresent(), "the run has ended with the window");
    }
  }

  private List<String> operate(String display) throws Exception {
    Path picture = Record.folder().resolve("window.png");
    Files.deleteIfExists(picture);
    ProcessBuilder operator = new ProcessBuilder(Application.java(WindowOperator.class, false));
    operator
        .command()
        .addAll(
            List.of(
                folder.resolve("state/blackstart").toString(),
                picture.toString(),
                PULLING,
                "rehearse",
                "--window",
                "--theme=dark",
                "--speed=30"));
    operator.environment().put("DISPLAY", display);
    operator.environment().put("LC_ALL", "C.UTF-8");
    Path said = folder.resolve("said");
    Process process =
        operator
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertTrue(process.waitFor(150, TimeUnit.SECONDS), () -> "never ends: " + text(said));
      assumeFalse(text(said).contains("lacks its libraries"), "this Java draws no windows");
      assertEquals(0, process.exitValue(), () -> text(said));
      assertTrue(Files.size(picture) > 10_000, "a picture of it is kept");
      return text(said).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
