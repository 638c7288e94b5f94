package dev.blackstart.app.cli;

import dev.blackstart.app.ConfigPatches;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Talosctl's own options for patches of machine configs. */
final class PatchOptions {
  @Option(
      names = "--config-patch",
      paramLabel = "PATCH",
      description = "patch for every node: inline YAML or @file")
  private List<String> all = new ArrayList<>();

  @Option(
      names = "--config-patch-control-plane",
      paramLabel = "PATCH",
      description = "patch for control planes")
  private List<String> controlPlane = new ArrayList<>();

  @Option(names = "--config-patch-worker", paramLabel = "PATCH", description = "patch for workers")
  private List<String> worker = new ArrayList<>();

  ConfigPatches patches() {
    return ConfigPatches.of(all, controlPlane, worker);
  }
}
