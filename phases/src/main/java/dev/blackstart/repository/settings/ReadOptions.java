package dev.blackstart.repository.settings;

import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a command line adds to the files.
 *
 * @param vars template variables, they win over those of {@code blackstart.yaml}
 * @param env the environment templates may read
 * @param patches machine config patches for every node, after all others
 * @param controlPlanePatches for control planes, after those for all
 * @param workerPatches for workers, after those for all
 */
public record ReadOptions(
    Map<String, String> vars,
    Map<String, String> env,
    List<Layer> patches,
    List<Layer> controlPlanePatches,
    List<Layer> workerPatches) {
  /** Nothing added, and an empty environment. */
  public static final ReadOptions NONE =
      new ReadOptions(Map.of(), Map.of(), List.of(), List.of(), List.of());

  /** The added patches of a role, in order. */
  public List<Layer> patches(Role role) {
    List<Layer> all = new ArrayList<>(patches);
    all.addAll(
        switch (role) {
          case CONTROL_PLANE -> controlPlanePatches;
          case WORKER -> workerPatches;
        });
    return all;
  }
}
