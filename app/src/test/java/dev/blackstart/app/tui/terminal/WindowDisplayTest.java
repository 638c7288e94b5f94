package dev.blackstart.app.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The window on a real X server, each in a process of its own: this JVM draws none. */
class WindowDisplayTest {
  private static final Path PICTURE =
      Path.of(System.getProperty("blackstart.root"), "app", "target", "window.png");

  @Test
  void theWindowOpensPaintsHearsResizesAndCloses() throws Exception {
    try (XServer server = XServer.start()) {
      Files.createDirectories(PICTURE.getParent());
      Files.deleteIfExists(PICTURE);
      assertEquals(
          List.of(
              "opened blackstart · infra 120x36",
              "painted",
              "key j",
              "key ctrl-c",
              "key alt-x",
              "key G",
              "key shift-tab",
              "key f5",
              "key esc",
              "copied true",
              "paste :reset infra|q",
              "paste :reset infra|q",
              "key k",
              "click true true",
              "wheel -3",
              "resized true",
              "painted again",
              "worn light",
              "gone"),
          trial(server.display(), false));
      assertTrue(Files.size(PICTURE) > 1000, "a picture of it is kept");
    }
  }

  @Test
  void withoutADesktopOneSentenceSaysSo() throws Exception {
    String remedy =
        "; run it in a terminal without --window, or where there is a desktop and a full JDK";
    assertEquals(
        List.of("INPUT: no window can be opened: DISPLAY is not set" + remedy), trial("", false));
    assertEquals(
        List.of("INPUT: no window can be opened: nothing answers at DISPLAY=:4711" + remedy),
        trial(":4711", false));
    assertEquals(
        List.of("INPUT: no window can be opened: this Java draws no windows" + remedy),
        trial(":4711", true));
  }

  private static List<String> trial(String display, boolean headless) throws Exception {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder trial =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=" + headless,
                "-Dstdout.encoding=UTF-8",
                "-Xmx256m",
                "-cp",
                classes,
                WindowTrial.class.getName(),
                PICTURE.toString())
            .redirectErrorStream(true);
    Map<String, String> environment = trial.environment();
    environment.put("DISPLAY", display);
    Process process = trial.start();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> said = lines.lines().toList();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      return said;
    }
  }
}
