package dev.blackstart.files.contexts;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One of the operator's files. It is replaced whole or not at all where a link leads, with the
 * permissions it had, and what it was before lies beside it.
 */
final class ContextFile {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final int LINKS = 40;

  private final Path named;
  private final Path file;

  /**
   * @param named as the operator names it; maybe a link
   */
  ContextFile(Path named) {
    this.named = named;
    this.file = followed(named.toAbsolutePath().normalize());
  }

  Path named() {
    return named;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * What it holds; an empty mapping when it is not there or holds nothing.
   *
   * @throws Failure INPUT with file:line when it is no mapping
   */
  MapNode read() {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return nothing();
    } catch (IOException e) {
      throw failure("cannot be read", e);
    }
    try {
      List<YamlNode> documents = Yaml.parse(text, named.toString());
      if (documents.size() > 1) {
        throw new YamlProblem(documents.get(1).mark(), "one document expected, here is a second");
      }
      if (documents.isEmpty()) {
        return nothing();
      }
      if (documents.getFirst() instanceof MapNode map) {
        return map;
      }
      throw new YamlProblem(documents.getFirst().mark(), "a mapping expected");
    } catch (YamlProblem problem) {
      throw broken(problem);
    }
  }

  /** Says what is wrong with the operator's file, and that it is as it was. */
  static Failure broken(YamlProblem problem) {
    return new Failure(
        Failure.Kind.INPUT,
        problem.getMessage(),
        problem.remedy() + "; nothing was written. --out FILE writes elsewhere",
        problem);
  }

  private MapNode nothing() {
    return MapNode.of(new Mark(named.toString(), 1, 1), List.of());
  }

  /**
   * Replaces the text. Other programs see the old file or the new one.
   *
   * @return what it was before, when it was there
   */
  Optional<Path> write(String text) {
    try {
      Path folder = file.getParent();
      Files.createDirectories(folder, PRIVATE_FOLDER);
      Optional<Path> backup = backUp();
      Path fresh =
          Files.createTempFile(
              folder,
              "." + file.getFileName(),
              ".new",
              PosixFilePermissions.asFileAttribute(PRIVATE));
      try {
        Files.writeString(fresh, text);
        if (exists()) {
          Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file));
        }
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return backup;
    } catch (IOException e) {
      throw failure("cannot be written", e);
    }
  }

  private Optional<Path> backUp() throws IOException {
    if (!exists()) {
      return Optional.empty();
    }
    Path backup = file.resolveSibling(file.getFileName() + ".bak");
    Files.copy(
        file, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    return Optional.of(backup);
  }

  /**
   * Keeps kubectl and others of us from writing meanwhile; kubectl uses the same file.
   *
   * @throws Failure INPUT when somebody else has it
   */
  Held hold() {
    if (exists() && !Files.isRegularFile(file)) {
      throw new Failure(
          Failure.Kind.INPUT, named + " is no regular file", "name another one: --out FILE");
    }
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      Files.createDirectories(file.getParent(), PRIVATE_FOLDER);
      Files.createFile(lock, PosixFilePermissions.asFileAttribute(PRIVATE));
      return () -> release(lock);
    } catch (FileAlreadyExistsException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          lock + " is there: another program is writing " + named,
          "try again; if none is, a program died there: delete that file",
          e);
    } catch (IOException e) {
      throw failure("cannot be locked", e);
    }
  }

  private void release(Path lock) {
    try {
      Files.deleteIfExists(lock);
    } catch (IOException e) {
      throw failure("is written, but its lock stays", e);
    }
  }

  /** A file nobody else writes meanwhile. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  private Failure failure(String what, IOException e) {
    return new Failure(
        Failure.Kind.INPUT,
        named + " " + what + ": " + e.getMessage(),
        "make room and give yourself the right to it, or name another: --out FILE",
        e);
  }

  /** Where a link leads, also when nothing is there yet. */
  private static Path followed(Path path) {
    Path file = path;
    try {
      for (int i = 0; i < LINKS && Files.isSymbolicLink(file); i++) {
        file = file.resolveSibling(Files.readSymbolicLink(file)).normalize();
      }
    } catch (IOException e) {
      return path;
    }
    return file;
  }
}
