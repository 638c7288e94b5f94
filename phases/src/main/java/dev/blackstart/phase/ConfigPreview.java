package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.NodeOperations.Applied;
import dev.blackstart.world.NodeOperations.ApplyMode;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;

/**
 * What a node says its rendered config would change.
 *
 * @param mode what it makes of the mode asked for; absent when nothing changes
 * @param diff its own comparison, secrets masked; empty when nothing changes
 * @param warnings what it complains of
 */
public record ConfigPreview(
    Node node, Optional<ApplyMode> mode, List<String> diff, List<String> warnings) {
  private static final String BEFORE_DIFF = "Config diff:";

  /** Asks a configured node; nothing is changed. */
  public static ConfigPreview of(Node node, World world, ApplyMode mode) {
    RenderedConfig config = world.manifests().machineConfig(node);
    boolean same = world.machines().configDigest(node).map(config.digest()::equals).orElse(false);
    if (same) {
      return new ConfigPreview(node, Optional.empty(), List.of(), List.of());
    }
    Applied dry = world.operations().apply(node, config, mode, true, ApplyChanges.TRIED);
    List<String> lines = dry.details().lines().toList();
    int at = lines.indexOf(BEFORE_DIFF);
    List<String> diff =
        lines.subList(at + 1, lines.size()).stream().filter(line -> !line.isBlank()).toList();
    return new ConfigPreview(node, Optional.of(dry.mode()), diff, dry.warnings());
  }

  public boolean changes() {
    return mode.isPresent();
  }

  /** How it takes effect, in words. */
  public String effect() {
    return mode.map(how -> "changes " + ApplyChanges.words(how)).orElse("runs it already");
  }
}
