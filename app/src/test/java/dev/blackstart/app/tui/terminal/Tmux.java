package dev.blackstart.app.tui.terminal;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A real terminal: a tmux server of our own with one pane, in which a shell runs. */
public final class Tmux implements AutoCloseable {
  private static final long PATIENCE_MILLIS = Long.getLong("tmux.patience", 60_000);

  private final Path folder;

  /** Starts a shell in a pane; the test is skipped when there is no tmux. */
  public Tmux(int columns, int rows, String... settings) throws IOException {
    assumeTrue(isThere(), "tmux is not installed; the terminal is not tried");
    folder = Files.createTempDirectory("tmux");
    List<String> command = new ArrayList<>(List.of("new-session", "-d"));
    command.addAll(List.of("-x", "" + columns, "-y", "" + rows));
    for (String setting : settings) {
      command.addAll(List.of("-e", setting));
    }
    command.addAll(List.of("-e", "LC_ALL=C.UTF-8", "exec sh -i"));
    try {
      run(command.toArray(String[]::new));
      run("set", "-s", "set-clipboard", "on");
      until("a prompt", () -> !screen().isBlank());
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  private static boolean isThere() {
    try {
      return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A script that runs a class of the tests; a terminal takes no line as long as a class path. */
  String script(Class<?> main) throws IOException {
    // Surefire hands the tests' class path to its own JVM inside a jar's manifest.
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path script = folder.resolve(main.getSimpleName());
    Files.writeString(
        script,
        "exec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m -cp '"
            + classes
            + "' "
            + main.getName()
            + "\n");
    return "sh " + script;
  }

  /** Runs a tmux command; returns what it says. */
  public String run(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("tmux", "-u", "-S", folder.resolve("socket").toString(), "-f", "/dev/null"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said.stripTrailing();
    } catch (IOException e) {
      return fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail(e);
    }
  }

  /** Types a line into the shell. */
  public void enter(String line) {
    run("send-keys", "-l", line);
    run("send-keys", "Enter");
  }

  /** Presses keys by tmux's names. */
  public void press(String... keys) {
    List<String> command = new ArrayList<>(List.of("send-keys"));
    command.addAll(List.of(keys));
    run(command.toArray(String[]::new));
  }

  /** What is seen. */
  public String screen() {
    return run("capture-pane", "-p");
  }

  /** A fact of the pane, such as {@code alternate_on}. */
  public String fact(String name) {
    return run("display", "-p", "#{" + name + "}");
  }

  /** The settings of the pane's tty. */
  public String settings() {
    try {
      Process stty =
          new ProcessBuilder("stty", "-g")
              .redirectInput(Path.of(fact("pane_tty")).toFile())
              .start();
      return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      return fail(e);
    }
  }

  /** The processes the shell has started. */
  public List<ProcessHandle> children() {
    return ProcessHandle.of(Long.parseLong(fact("pane_pid")))
        .map(shell -> shell.descendants().toList())
        .orElse(List.of());
  }

  /** Waits until something is so. */
  public void until(String what, BooleanSupplier isSo) {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("never seen: " + what + "; the screen is\n" + screen());
      }
      try {
        Thread.sleep(60);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail(e);
      }
    }
  }

  /** Waits until a text is seen. */
  public void sees(String text) {
    until(text, () -> screen().contains(text));
  }

  @Override
  public void close() {
    run("kill-server");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      fail(e);
    }
  }
}
