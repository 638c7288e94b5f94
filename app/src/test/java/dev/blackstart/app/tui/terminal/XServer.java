package dev.blackstart.app.tui.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** An X server without a screen (Xvfb), for windows that are really opened; ended by closing it. */
public final class XServer implements AutoCloseable {
  private final Process process;
  private final String display;

  private XServer(Process process, String display) {
    this.process = process;
    this.display = display;
  }

  /** Starts one; the test is skipped with a word where there is none to start. */
  public static XServer start() throws IOException, InterruptedException {
    Process process = process();
    BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
    String number = said.readLine();
    XServer server = new XServer(process, ":" + number);
    if (number == null) {
      server.close();
      return Assumptions.abort("Xvfb does not start; the window is not tried");
    }
    return server;
  }

  private static Process process() {
    try {
      return new ProcessBuilder(
              "Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      return Assumptions.abort("Xvfb is not installed; the window is not tried");
    }
  }

  /** What {@code DISPLAY} names it by. */
  public String display() {
    return display;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor(60, TimeUnit.SECONDS);
  }
}
