package dev.blackstart.app.cli;

import dev.blackstart.app.ClusterAccess;
import dev.blackstart.app.Json;
import dev.blackstart.files.contexts.KubeContexts;
import dev.blackstart.files.contexts.Merged;
import dev.blackstart.world.Kubeconfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "kubeconfig",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches the admin kubeconfig from a control plane and merges it into yours:",
      "$KUBECONFIG, else ~/.kube/config. What it was stays beside it."
    })
final class KubeconfigCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private MergeOptions options;

  @Override
  public Integer call() {
    try (ClusterAccess access =
        ClusterAccess.of(shared.state(), shared.files(), options.rehearsal())) {
      Kubeconfig kubeconfig = access.kubeconfig();
      if (options.toOutput()) {
        print(kubeconfig.yaml());
        return ExitCodes.DONE;
      }
      List<Path> files =
          options.file().map(List::of).orElseGet(() -> MergeOptions.places().kubeconfig());
      Merged merged =
          options.merge(!shared.json(), wish -> new KubeContexts(files).merge(kubeconfig, wish));
      MergeOptions.tell("kubeconfig", merged, "kubectl config use-context ", shared.json());
    }
    return ExitCodes.DONE;
  }

  private void print(String yaml) {
    System.out.print(shared.json() ? Json.line(Map.of("v", 1, "kubeconfig", yaml)) + "\n" : yaml);
  }
}
