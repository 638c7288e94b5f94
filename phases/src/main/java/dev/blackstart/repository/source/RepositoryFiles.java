package dev.blackstart.repository.source;

import dev.blackstart.cluster.Place;
import dev.blackstart.template.yaml.InputFile;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of a repository. Paths are relative to its root and written with {@code /}; nothing
 * outside the root is read.
 */
public final class RepositoryFiles {
  private static final int DEEPEST = 12;
  private static final int MOST_FILES = 50_000;
  private static final Set<String> SKIPPED = Set.of("node_modules", "target");

  private final Path root;
  private final List<String> files;

  /**
   * @throws Failure INPUT when the root is no folder that can be listed, or holds far more than a
   *     repository does
   */
  public RepositoryFiles(Path root) {
    this(root, MOST_FILES);
  }

  RepositoryFiles(Path root, int most) {
    this.root = root.toAbsolutePath().normalize();
    if (!Files.isDirectory(this.root)) {
      throw new Failure(
          Failure.Kind.INPUT,
          root + ": there is no such folder",
          "name the root of the operator's repository with --repo");
    }
    this.files = list(this.root, most);
  }

  /** The absolute root. */
  public Path root() {
    return root;
  }

  /** All files, sorted; hidden folders and what build tools leave are not looked into. */
  public List<String> files() {
    return files;
  }

  public boolean isFile(String path) {
    return Files.isRegularFile(root.resolve(path));
  }

  public boolean isFolder(String path) {
    return Files.isDirectory(root.resolve(path));
  }

  /**
   * The text of a file.
   *
   * @param at who names the file
   * @throws ReadingProblem when it is not there, too large, no text, or lies outside
   */
  public String read(String path, Place at) {
    try {
      if (!isFile(path)) {
        throw new ReadingProblem(
            FindingKind.MISSING_FILE.at(
                at, path + " does not exist", "add the file, or correct the path that names it"));
      }
      if (Files.size(root.resolve(path)) > InputFile.LARGEST) {
        throw new ReadingProblem(
            FindingKind.FILE_TOO_LARGE.at(
                path,
                "the file is larger than " + (InputFile.LARGEST >> 20) + " MiB",
                "no file of a cluster is: remove it, or name another one"));
      }
      Path file = root.resolve(path).toRealPath();
      if (!file.startsWith(root.toRealPath())) {
        throw outside(path + " is a link that leads", at);
      }
      return InputFile.text(file, path);
    } catch (YamlProblem refused) {
      throw new ReadingProblem(
          FindingKind.INPUT_LIMIT.at(refused.mark(), refused.what(), refused.remedy()));
    } catch (IOException unreadable) {
      throw new ReadingProblem(
          FindingKind.MISSING_FILE.at(at, path + " cannot be read", "let your user read the file"));
    }
  }

  /** The text of a file that stands for itself. */
  public String read(String path) {
    return read(path, new Place(path, 0));
  }

  /**
   * A path as written in some folder of the repository, seen from its root.
   *
   * @throws ReadingProblem when it leads out of the repository
   */
  public String resolve(String folder, String reference, Place at) {
    Path path = root.resolve(folder).resolve(reference).normalize();
    if (!path.startsWith(root)) {
      throw outside(reference + " leads", at);
    }
    return slashes(root.relativize(path));
  }

  /** The text of a file that is only looked at; empty when it cannot be read. */
  public Optional<String> readQuietly(String path) {
    try {
      return Optional.of(read(path));
    } catch (ReadingProblem unreadable) {
      return Optional.empty();
    }
  }

  /** A path in a folder; the folder is empty for the root. */
  public static String in(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static ReadingProblem outside(String what, Place at) {
    return new ReadingProblem(
        FindingKind.OUTSIDE_REPOSITORY.at(
            at,
            what + " out of the repository",
            "keep what a cluster is made of inside its repository"));
  }

  /**
   * The file a path as written in some folder names, or those it matches when it holds a star.
   *
   * @param lenient whether nothing may be there
   * @throws ReadingProblem when nothing is there, or it leads out of the repository
   */
  public List<String> matches(String folder, String reference, Place at, boolean lenient) {
    String path = resolve(folder, reference, at);
    if (!path.contains("*") && !path.contains("?")) {
      return lenient && !isFile(path) ? List.of() : List.of(path);
    }
    Pattern glob =
        Pattern.compile(
            ("\\Q" + path + "\\E").replace("*", "\\E[^/]*\\Q").replace("?", "\\E[^/]\\Q"));
    List<String> matches =
        files.stream().filter(candidate -> glob.matcher(candidate).matches()).toList();
    if (matches.isEmpty() && !lenient) {
      throw new ReadingProblem(
          FindingKind.MISSING_FILE.at(
              at, path + " matches no file", "add the file, or correct the path that names it"));
    }
    return matches;
  }

  /** The folder a file lies in; empty for the root. */
  public static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The last part of a path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folders a path leads through, without its last part. */
  public static List<String> folders(String path) {
    String folder = folder(path);
    return folder.isEmpty() ? List.of() : List.of(folder.split("/"));
  }

  private static List<String> list(Path root, int most) {
    List<String> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.noneOf(java.nio.file.FileVisitOption.class),
          DEEPEST,
          visitor(root, files, most));
    } catch (IOException unreadable) {
      throw new Failure(
          Failure.Kind.INPUT,
          root + ": the folder cannot be listed",
          "let your user read the repository",
          unreadable);
    }
    Collections.sort(files);
    return List.copyOf(files);
  }

  private static SimpleFileVisitor<Path> visitor(Path root, List<String> files, int most) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
        boolean skipped = name.startsWith(".") || SKIPPED.contains(name);
        return skipped && !folder.equals(root)
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (files.size() == most) {
          throw new Failure(
              Failure.Kind.INPUT,
              root + ": the folder holds more than " + most + " files",
              "name the root of the operator's repository with --repo");
        }
        files.add(slashes(root.relativize(file)));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
