package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.FileJournal;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.StateFolder;
import dev.blackstart.phase.Operation;
import dev.blackstart.phase.Phases;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.Phase;
import dev.blackstart.run.RunId;
import dev.blackstart.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A live run of a copy of the bundled example that was killed, with a true journal. */
public final class KeptRun {
  public static final Instant BEGAN = Instant.parse("2026-01-01T23:00:00Z");
  private static final Path EXAMPLE =
      Path.of(System.getProperty("blackstart.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolve("docs/example");

  private final Path repository;
  private final StateFolder state;
  private final RunId run = new RunId("20260101-230000-7f3a");

  /** Copies the example below this folder. */
  public KeptRun(Path folder) throws IOException {
    repository = folder.resolve("repository");
    state = new StateFolder(folder.resolve("state"));
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      files.filter(Files::isRegularFile).forEach(this::copy);
    }
  }

  public Path repository() {
    return repository;
  }

  public StateFolder state() {
    return state;
  }

  /** Writes a journal in which every phase up to this one held, and it was at work. */
  public KeptRun killedIn(String last, boolean filesNamed) {
    ClusterSpec spec = spec();
    List<Phase> phases = Phases.of(spec);
    Path folder = StateFolder.create(state.of(spec.name(), World.Kind.LIVE, run));
    try (FileJournal journal = new FileJournal(folder, new Redaction());
        OpenWorld open = Worlds.look(spec, Optional.empty(), charts(), new Redaction(), false)) {
      journal.append(
          new Event.RunStarted(
              stamp(0), spec.name(), World.Kind.LIVE, outline(spec, phases), BEGAN, options()));
      long at = 0;
      for (Phase phase : phases) {
        journal.append(new Event.PhaseStarted(stamp(at), phase.id(), "not yet"));
        at += 60_000;
        if (phase.id().name().equals(last)) {
          return this;
        }
        journal.append(
            new Event.PhaseDone(
                stamp(at),
                phase.id(),
                "done",
                phase.inputs(open.world()),
                filesNamed ? phase.files(open.world()) : Map.of(),
                60_000,
                1000));
      }
    }
    return this;
  }

  public RunHistory.Past past() {
    return new RunHistory(state).run(run.name()).orElseThrow();
  }

  /** Changes a file of the repository. */
  public void change(String file, String from, String to) throws IOException {
    Path path = repository.resolve(file);
    String text = Files.readString(path);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " does not hold " + from);
    }
    Files.writeString(path, text.replace(from, to));
  }

  private ClusterSpec spec() {
    return OperatorFiles.again(repository, "infra", charts(), new ConfigPatches(List.of()), false)
        .spec();
  }

  private static Outline outline(ClusterSpec spec, List<Phase> phases) {
    return Phases.outline(spec, new Operation.Bootstrap(), phases);
  }

  private Map<String, String> options() {
    return Map.of("repository", repository.toString(), "charts", charts().getFirst().toString());
  }

  private List<Path> charts() {
    return List.of(EXAMPLE.resolve("charts"));
  }

  private Event.Stamp stamp(long millis) {
    return new Event.Stamp(BEGAN.plusMillis(millis), millis, run);
  }

  private void copy(Path file) {
    try {
      Path to = repository.resolve(EXAMPLE.relativize(file).toString());
      Files.createDirectories(to.getParent());
      Files.copy(file, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
