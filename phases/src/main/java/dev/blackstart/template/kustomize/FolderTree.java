package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this machine as a tree; links that lead out of it are not followed. */
public final class FolderTree implements SourceTree {
  private static final int MOST_NAMES = 10_000;

  private final Path root;

  /** The tree under a folder. */
  public FolderTree(Path root) {
    Path real;
    try {
      real = root.toRealPath();
    } catch (IOException missing) {
      real = root.toAbsolutePath().normalize();
    }
    this.root = real;
  }

  @Override
  public boolean isFile(String path) {
    return Files.isRegularFile(root.resolve(path)) && isInside(path);
  }

  @Override
  public boolean isFolder(String path) {
    return Files.isDirectory(root.resolve(path)) && isInside(path);
  }

  @Override
  public boolean isLink(String path) {
    return Files.isSymbolicLink(root.resolve(path));
  }

  private boolean isInside(String path) {
    try {
      return root.resolve(path).toRealPath().startsWith(root);
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public List<String> names(String folder) {
    try (Stream<Path> entries = Files.list(root.resolve(folder))) {
      List<String> names =
          entries.limit(MOST_NAMES + 1L).map(entry -> entry.getFileName().toString()).toList();
      if (names.size() > MOST_NAMES) {
        throw new KustomizeProblem(folder, "the folder holds more than " + MOST_NAMES + " entries");
      }
      return names.stream().sorted().toList();
    } catch (IOException unreadable) {
      throw new KustomizeProblem(folder, "the folder cannot be read");
    }
  }

  @Override
  public byte[] read(String path) {
    try {
      return InputFile.bytes(root.resolve(path), path);
    } catch (YamlProblem tooLarge) {
      throw new KustomizeProblem(path, tooLarge.what());
    } catch (IOException unreadable) {
      throw new KustomizeProblem(path, "the file cannot be read");
    }
  }
}
