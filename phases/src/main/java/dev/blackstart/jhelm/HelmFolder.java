package dev.blackstart.jhelm;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders of Helm children. helm-java unpacks a library of 98 MB into one for each process; the
 * name says which process of ours owns it, so that the next one can clear away what a killed one
 * left.
 */
final class HelmFolder {
  /** A kubeconfig for {@link EmptyCluster}. */
  static final String NO_CLUSTER = "no-cluster.kubeconfig";

  private static final Pattern NAME = Pattern.compile("helm-(\\d+)-.*");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private HelmFolder() {}

  /** A new folder for a child of this process. */
  static Path create(Path work) throws IOException {
    Files.createDirectories(work);
    return Files.createTempDirectory(
        work, "helm-" + ProcessHandle.current().pid() + "-", OWNER_ONLY);
  }

  /** Writes a file only its owner can read. */
  static Path write(Path folder, String prefix, String suffix, String text) throws IOException {
    Path file = Files.createTempFile(folder, prefix, suffix, OWNER_ONLY_FILE);
    Files.writeString(file, text);
    return file;
  }

  /** Removes the folders whose owner is gone. */
  static void sweep(Path work) {
    try (var folders = Files.newDirectoryStream(work, "helm-*")) {
      for (Path folder : folders) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      // Nothing to sweep, or not ours to sweep.
    }
  }

  /** Removes a folder as far as it can be removed. */
  static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // The next sweep tries again.
    }
  }
}
