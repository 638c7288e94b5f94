package dev.blackstart.app;

import dev.blackstart.app.cli.Main;
import dev.blackstart.files.FileJournal;
import dev.blackstart.run.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Somebody at a workstation: starts the application as a process of its own, and kills it. */
final class Operator {
  private static final Path ROOT =
      Path.of(System.getProperty("blackstart.root", "..")).toAbsolutePath().normalize();
  private static final long PATIENCE_SECONDS = 600;

  private final Path state;
  private final List<String> said = new ArrayList<>();

  Operator(Path state) {
    this.state = state;
  }

  /** Starts the application with these arguments, in JSON, and returns at once. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JavaOptions.of(512));
    command.add("-Dblackstart.home=" + ROOT);
    command.add("-cp");
    // Surefire hands the tests' class path to its own JVM inside a jar's manifest.
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--json", "--state", state.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Runs to the end; returns the exit code. */
  int run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    read(process, line -> false);
    process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return process.exitValue();
  }

  /** Reads what a process says until a line is as wanted; false when it ended before. */
  boolean read(Process process, Predicate<String> wanted) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (wanted.test(line)) {
        return true;
      }
    }
    return false;
  }

  /** Starts, waits for a line, and kills it as hard as can be. */
  void killAt(String line, String... arguments) throws IOException, InterruptedException {
    killAt(said -> said.contains(line), line, arguments);
  }

  /** The same where it depends on the moment of an earlier kill which line comes. */
  void killAt(Predicate<String> wanted, String line, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(arguments);
    if (!read(process, wanted)) {
      throw new AssertionError("ended before " + line + ": " + tail());
    }
    process.destroyForcibly();
    process.waitFor(60, TimeUnit.SECONDS);
  }

  /** The last lines anybody said, for messages of failures. */
  String tail() {
    return String.join("\n", said.subList(Math.max(0, said.size() - 15), said.size()));
  }

  List<String> said() {
    return said;
  }

  /** Folder of the only run there is. */
  Path runFolder() throws IOException {
    return JournalFiles.below(state).getFirst().getParent();
  }

  List<Event> journal() throws IOException {
    return FileJournal.read(runFolder());
  }
}
