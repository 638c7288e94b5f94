package dev.blackstart.rehearsal.real;

import dev.blackstart.world.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A foreign program that cannot outlive us: its parent is a shell that reads a pipe from our
 * process and kills it at the end of file, which the kernel delivers even when we are killed.
 */
final class TiedProcess implements AutoCloseable {
  private static final String PARENT =
      """
      exec 3<&0; "$@" </dev/null 3<&- & child=$!
      { read -r _ <&3; kill -KILL $child; } 2>/dev/null & tie=$!; wait $child; status=$?; kill -KILL $tie 2>/dev/null; exit $status
      """;

  private final String name;
  private final Process shell;
  private final Path log;

  private TiedProcess(String name, Process shell, Path log) {
    this.name = name;
    this.shell = shell;
    this.log = log;
  }

  /**
   * Starts a program in a folder; what it prints is appended to {@code <name>.log} there.
   *
   * @throws Failure when there is no such program
   */
  static TiedProcess start(String name, Path folder, Path program, List<String> arguments) {
    if (!Files.isExecutable(program)) {
      throw new Failure(
          Failure.Kind.INPUT,
          program + ": no such program",
          "give --control-plane a folder that holds etcd and kube-apiserver");
    }
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", PARENT, "sh"));
    command.add(program.toAbsolutePath().toString());
    command.addAll(arguments);
    Path log = folder.resolve(name + ".log");
    try {
      Process shell =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new TiedProcess(name, shell, log);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT, name + " cannot be started: " + e.getMessage(), "see " + log, e);
    }
  }

  /** Waits a moment of wall time, or until the program ends. */
  boolean endedWithin(long milliseconds) throws InterruptedException {
    return shell.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  boolean alive() {
    return shell.isAlive();
  }

  /** The last thing it said, for people. */
  String lastWords() {
    try {
      List<String> lines =
          new ArrayList<>(Files.readString(log, StandardCharsets.UTF_8).lines().toList());
      lines.removeIf(String::isBlank);
      return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stopped it. */
  Failure failure() {
    return new Failure(
        Failure.Kind.REFUSED, name + " ended: " + lastWords(), "read the log " + log);
  }

  Path log() {
    return log;
  }

  /** Ends the program at once: it holds nothing that is worth a farewell. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(5, TimeUnit.SECONDS)) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
      }
    } catch (IOException e) {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    } catch (InterruptedException e) {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
