package dev.blackstart.files;

import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where blackstart keeps what must outlive a process: {@code
 * STATE/<cluster>/<live|rehearsal>/<run>/}. Folders are 0700, files 0600.
 */
public final class StateFolder {
  private final Path root;

  public StateFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** The folder that holds everything. */
  public Path root() {
    return root;
  }

  /** Folder of one kind of world of a cluster; not created here. */
  public Path of(String cluster, World.Kind world) {
    return root.resolve(cluster).resolve(world.name().toLowerCase(Locale.ROOT));
  }

  public Path of(String cluster, World.Kind world, RunId run) {
    return of(cluster, world).resolve(run.name());
  }

  /** Creates a folder only its owner can read, with its parents. */
  public static Path create(Path folder) {
    try {
      for (Path missing : missing(folder)) {
        Files.createDirectory(
            missing,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return folder;
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "cannot create " + folder + ": " + e.getMessage(),
          "choose another state folder by --state DIR",
          e);
    }
  }

  /** Every run there is a journal of, oldest first. */
  public List<Found> runs() {
    List<Found> runs = new ArrayList<>();
    for (Path cluster : folders(root)) {
      for (World.Kind world : World.Kind.values()) {
        for (Path run : folders(of(cluster.getFileName().toString(), world))) {
          if (Files.exists(run.resolve(FileJournal.NAME))) {
            runs.add(
                new Found(
                    cluster.getFileName().toString(),
                    world,
                    new RunId(run.getFileName().toString()),
                    run));
          }
        }
      }
    }
    runs.sort((a, b) -> a.run().name().compareTo(b.run().name()));
    return runs;
  }

  /** The run of that name, whatever its cluster. */
  public Optional<Found> run(String name) {
    return runs().stream().filter(found -> found.run().name().equals(name)).findFirst();
  }

  /**
   * @param folder where its journal lies
   */
  public record Found(String cluster, World.Kind world, RunId run, Path folder) {
    /** The process that drives it now; absent when nobody does. */
    public Optional<RunLock.Holder> engine() {
      return RunLock.holding(folder.getParent()).filter(holder -> holder.run().equals(run));
    }
  }

  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path here = folder.toAbsolutePath();
        here != null && !Files.exists(here);
        here = here.getParent()) {
      missing.addFirst(here);
    }
    return missing;
  }

  /** The folders in a folder, by name; none where that is not there. */
  static List<Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT, "cannot read " + folder + ": " + e.getMessage(), "check --state", e);
    }
  }
}
