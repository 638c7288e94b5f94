package dev.blackstart.repository.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key {@code talos} of a cluster.
 *
 * @param base template or config every node starts from
 * @param patches patterns of patches, later wins
 * @param vars template variables by name; text, numbers, lists or maps
 * @param env what templates read as {@code ENV}
 * @param nodes by address
 */
public record TalosSettings(
    Optional<Setting<String>> base,
    List<Setting<String>> patches,
    Map<String, Setting<Object>> vars,
    Map<String, String> env,
    Map<String, NodeSettings> nodes) {
  /** Nothing said. */
  public static final TalosSettings NONE =
      new TalosSettings(Optional.empty(), List.of(), Map.of(), Map.of(), Map.of());
}
