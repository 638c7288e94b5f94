package dev.blackstart.app.cli;

import dev.blackstart.app.ClusterAccess;
import dev.blackstart.app.Json;
import dev.blackstart.files.contexts.Merged;
import dev.blackstart.files.contexts.TalosContexts;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "talosconfig",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an admin talosconfig from the cluster's CA and merges it into yours:",
      "$TALOSCONFIG, else ~/.talos/config. What it was stays beside it."
    })
final class TalosconfigCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private MergeOptions options;

  @Override
  public Integer call() {
    try (ClusterAccess access =
        ClusterAccess.of(shared.state(), shared.files(), options.rehearsal())) {
      String talosconfig = access.talosconfig();
      if (options.toOutput()) {
        print(talosconfig);
        return ExitCodes.DONE;
      }
      Path file = options.file().orElseGet(() -> MergeOptions.places().talosconfig());
      Merged merged =
          options.merge(!shared.json(), wish -> new TalosContexts(file).merge(talosconfig, wish));
      MergeOptions.tell("talosconfig", merged, "talosctl config context ", shared.json());
    }
    return ExitCodes.DONE;
  }

  private void print(String yaml) {
    System.out.print(shared.json() ? Json.line(Map.of("v", 1, "talosconfig", yaml)) + "\n" : yaml);
  }
}
