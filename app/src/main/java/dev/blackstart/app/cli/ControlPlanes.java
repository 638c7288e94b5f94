package dev.blackstart.app.cli;

import dev.blackstart.app.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code --control-plane}. */
final class ControlPlanes {
  private ControlPlanes() {}

  /** The folder with etcd and kube-apiserver; absent for the embedded API server. */
  static Optional<Path> folder(String option) {
    if (option.equals("embedded")) {
      return Optional.empty();
    }
    Path folder = Path.of(option).toAbsolutePath().normalize();
    for (String program : new String[] {"etcd", "kube-apiserver"}) {
      if (option.isEmpty() || !Files.isExecutable(folder.resolve(program))) {
        throw new Refusal(
            ExitCodes.PREREQUISITE,
            "--control-plane '" + option + "' holds no program " + program,
            "give the folder of etcd and kube-apiserver, as KUBEBUILDER_ASSETS names it");
      }
    }
    return Optional.of(folder);
  }
}
