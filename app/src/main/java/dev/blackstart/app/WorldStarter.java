package dev.blackstart.app;

import dev.blackstart.rehearsal.WorldRecord;
import dev.blackstart.rehearsal.WorldSettings;
import dev.blackstart.rehearsal.control.ControlConnection;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts, finds and ends world processes. */
final class WorldStarter {
  private static final long START_MILLIS = 90_000;

  private WorldStarter() {}

  /**
   * Starts a world and waits until its control connection is open.
   *
   * @param folder of the run, where the world writes its record
   */
  static WorldRecord start(WorldSettings settings, Path folder) throws InterruptedException {
    Path log = folder.resolve("world.log");
    try {
      Process process =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(settings.json().getBytes(StandardCharsets.UTF_8));
      }
      long deadline = START_MILLIS;
      while (deadline > 0) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw notStarted(log, "it ended at once: " + lastLine(log));
        }
        deadline -= 20;
        var record = WorldRecord.standing(folder);
        if (record.isPresent()) {
          return record.get();
        }
      }
      process.destroyForcibly();
      throw notStarted(log, "it did not answer within 90 s");
    } catch (IOException e) {
      throw notStarted(log, String.valueOf(e.getMessage()));
    }
  }

  /** Asks a world to end and waits until its process has gone. */
  static void stop(WorldRecord world) {
    try (ControlConnection control = new ControlConnection(world.port(), world.token(), false)) {
      control.ask("stop", Map.of());
    } catch (IOException | Failure e) {
      ProcessHandle.of(world.pid()).ifPresent(ProcessHandle::destroy);
    }
    ProcessHandle.of(world.pid())
        .ifPresent(
            process -> {
              try {
                process.onExit().get(10, TimeUnit.SECONDS);
              } catch (java.util.concurrent.ExecutionException
                  | java.util.concurrent.TimeoutException e) {
                process.destroyForcibly();
              } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
              }
            });
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JavaOptions.of(512));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WorldProcess.class.getName());
    return command;
  }

  private static Failure notStarted(Path log, String why) {
    return new Failure(
        Failure.Kind.REFUSED, "the rehearsal world did not start: " + why, "its log is " + log);
  }

  /** The last line that is a sentence, and not a place in a stack trace. */
  private static String lastLine(Path log) throws IOException {
    List<String> lines =
        Files.readAllLines(log).stream()
            .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
            .toList();
    return lines.isEmpty() ? "it wrote nothing" : lines.getLast();
  }
}
