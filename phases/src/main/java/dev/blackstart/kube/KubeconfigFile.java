package dev.blackstart.kube;

import dev.blackstart.world.Failure;
import dev.blackstart.world.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file that holds the kubeconfig of the run; only its owner can read it. */
record KubeconfigFile(Path file) {
  Optional<Kubeconfig> read() {
    try {
      return Optional.of(new Kubeconfig(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          file + " cannot be read: " + e.getMessage(),
          "make it readable to yourself, or delete it",
          e);
    }
  }

  /** Whole or not at all. */
  void write(Kubeconfig kubeconfig) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path beside =
          Files.createTempFile(
              folder,
              ".kubeconfig",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(beside, kubeconfig.yaml());
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          file + " cannot be written: " + e.getMessage(),
          "make room and give yourself the right to write there",
          e);
    }
  }
}
