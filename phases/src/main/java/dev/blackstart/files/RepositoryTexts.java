package dev.blackstart.files;

import dev.blackstart.machineconfig.lint.Lints;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** The YAML files of a repository as lints read them: what cannot be read is not there. */
final class RepositoryTexts implements Lints.Files {
  private static final long LARGEST = 1 << 20;

  private final Path root;

  RepositoryTexts(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Optional<String> text(String path) {
    Path file = root.resolve(path).normalize();
    return file.startsWith(root) ? read(file) : Optional.empty();
  }

  @Override
  public boolean mention(List<String> words) {
    Search search = new Search(words);
    try {
      Files.walkFileTree(root, search);
    } catch (IOException unreadable) {
      // What was read until then counts: a lint is no reason to stop.
      return search.found;
    }
    return search.found;
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= LARGEST
          ? Optional.of(Files.readString(file))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private final List<String> words;
    private boolean found;

    Search(List<String> words) {
      this.words = words;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.getFileName().toString().equals(".git")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.getFileName().toString().matches(".*\\.ya?ml")) {
        found = read(file).filter(text -> words.stream().anyMatch(text::contains)).isPresent();
      }
      return found ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
