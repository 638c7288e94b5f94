package dev.blackstart.app.engine;

import dev.blackstart.app.JavaOptions;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts runs as processes of their own: out of reach of the terminal's interrupt and hang-up, so
 * that closing a console never stops a run.
 */
public final class EngineProcess {
  private static final int HEAP_MEGABYTES = 512;

  /** Wall time from the start of a process to its run's first line. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Wall time an engine may need to go after its last line. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final String STRAY = ".engine-";

  private final List<String> program;
  private final StateFolder state;
  private final TimeSource time;

  /**
   * @param program starts the application, to be followed by its arguments
   * @param time whose wall clock paces the looks
   */
  public EngineProcess(List<String> program, StateFolder state, TimeSource time) {
    this.program = List.copyOf(program);
    this.state = state;
    this.time = time;
  }

  /** This application on this JVM, as a program to start. */
  public static List<String> program(String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JavaOptions.of(HEAP_MEGABYTES));
    command.add("-Dblackstart.home=" + System.getProperty("blackstart.home", "."));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    return command;
  }

  /** What came of a start. */
  public sealed interface Start {
    /** The run is on its way, and its journal is there. */
    record Begun(StateFolder.Found run, long pid) implements Start {}

    /**
     * The process ended before anything began.
     *
     * @param exit its exit code
     * @param what one line
     * @param remedy one line, maybe empty
     */
    record Refused(int exit, String what, String remedy) implements Start {}
  }

  /**
   * Goes on with a run, as soon as the engine that ended it has gone.
   *
   * @param options of the verb {@code resume}
   */
  public Start resume(StateFolder.Found run, List<String> options) throws InterruptedException {
    Duration left = FAREWELL;
    while (run.engine().isPresent() && left.isPositive()) {
      time.pause(BETWEEN_LOOKS);
      left = left.minus(BETWEEN_LOOKS);
    }
    List<String> arguments = new ArrayList<>(List.of("resume", run.run().name()));
    arguments.addAll(options);
    return start(arguments);
  }

  /**
   * Starts a verb that drives a run; blocks until its first line is there.
   *
   * @param arguments the verb and its options, without those for faces and state
   */
  public Start start(List<String> arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(Detaching.prefix());
    command.addAll(program);
    command.addAll(arguments);
    Path root = StateFolder.create(state.root());
    command.addAll(List.of("--json", "--state", root.toString()));
    try {
      sweep(root);
      Path said = privateFile(root);
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
              .start();
      return awaited(process, said);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.REFUSED,
          "cannot start an engine: " + e.getMessage(),
          "check the state folder " + root,
          e);
    }
  }

  private Start awaited(Process process, Path said) throws IOException, InterruptedException {
    Duration left = PATIENCE;
    while (left.isPositive()) {
      boolean over = process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      FirstWords words = new FirstWords(Files.readAllBytes(said));
      Optional<RunId> run = words.begun();
      if (run.isPresent()) {
        return begun(run.get(), process.pid(), said);
      }
      if (over) {
        Files.deleteIfExists(said);
        return words.refused(process.exitValue());
      }
      left = left.minus(BETWEEN_LOOKS);
    }
    process.destroy();
    return new Start.Refused(
        1, "the engine did not begin within " + PATIENCE.toSeconds() + " s", "it said: " + said);
  }

  private Start begun(RunId id, long pid, Path said) throws IOException {
    StateFolder.Found run =
        state
            .run(id.name())
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.BUG, "run " + id + " has no journal", "please report this"));
    Path kept = run.folder().resolve("engine-" + pid + ".log");
    Files.move(said, kept, StandardCopyOption.ATOMIC_MOVE);
    return new Start.Begun(run, pid);
  }

  /** What a start left behind whose console was killed before the first line. */
  private void sweep(Path root) throws IOException {
    Instant old = time.wall().minus(Duration.ofDays(1));
    try (DirectoryStream<Path> strays = Files.newDirectoryStream(root, STRAY + "*")) {
      for (Path stray : strays) {
        if (Files.getLastModifiedTime(stray).toInstant().isBefore(old)) {
          Files.deleteIfExists(stray);
        }
      }
    }
  }

  private static Path privateFile(Path root) throws IOException {
    return Files.createTempFile(
        root,
        STRAY,
        ".log",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
