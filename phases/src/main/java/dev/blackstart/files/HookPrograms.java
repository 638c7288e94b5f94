package dev.blackstart.files;

import dev.blackstart.cluster.Hook;
import dev.blackstart.world.Programs;
import java.nio.file.Path;
import java.util.Map;

/**
 * The programs of hooks, which see the world's cluster and no other.
 *
 * @param kubeconfig of the world; kubectl and Helm in a hook use it
 */
public record HookPrograms(Programs programs, Path kubeconfig) {
  /** Runs a hook in the folder of its helmfile. */
  void run(Hook hook, Path repository) {
    programs.run(
        new Programs.Command(
            hook.command(),
            hook.args(),
            repository.resolve(hook.folder()).normalize(),
            "",
            Map.of("KUBECONFIG", kubeconfig.toString())));
  }
}
