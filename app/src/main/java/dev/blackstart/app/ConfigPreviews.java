package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.StateFolder;
import dev.blackstart.phase.ConfigPreview;
import dev.blackstart.run.WorkInHand;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.NodeOperations.ApplyMode;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What each node says the repository's config would change; nothing is changed.
 *
 * @param nodes in the order of the repository
 */
public record ConfigPreviews(String cluster, List<OfNode> nodes) {
  /**
   * @param preview absent when the node cannot be asked
   * @param reach who answers at its address, in a word
   */
  public record OfNode(Node node, Optional<ConfigPreview> preview, String reach) {}

  /**
   * Asks the live machines, or those of the rehearsal that stands.
   *
   * @param wanted names or addresses; empty for all
   * @throws Refusal 2 when there is no such node, 3 when there is no repository or no rehearsal
   */
  public static ConfigPreviews of(
      OperatorFiles files,
      boolean rehearsal,
      StateFolder state,
      ConfigPatches patches,
      List<String> wanted,
      ApplyMode mode) {
    OperatorFiles.Chosen chosen =
        (rehearsal ? files.withGeneratedSecrets().orExample() : files.forLive()).sound();
    ClusterSpec spec = patches.on(chosen.spec());
    List<Node> nodes = NamedNodes.of(spec, wanted);
    try (OpenWorld open = open(spec, chosen, rehearsal, state)) {
      List<OfNode> previews = new ArrayList<>();
      nodes.forEach(node -> previews.add(of(node, open.world(), mode)));
      return new ConfigPreviews(spec.name(), previews);
    }
  }

  private static OfNode of(Node node, World world, ApplyMode mode) {
    MachineReport report = world.machines().report(node);
    Optional<ConfigPreview> preview =
        report.reach() == Reach.OURS
            ? Optional.of(ConfigPreview.of(node, world, mode))
            : Optional.empty();
    return new OfNode(node, preview, report.reach().name().toLowerCase(Locale.ROOT));
  }

  private static OpenWorld open(
      ClusterSpec spec, OperatorFiles.Chosen chosen, boolean rehearsal, StateFolder state) {
    if (!rehearsal) {
      return Worlds.look(spec, Optional.empty(), chosen.charts(), new Redaction(), false);
    }
    RunHistory.Past host = StandingWorlds.of(state, spec.name());
    return Worlds.rehearsal(
        spec,
        host.found().folder(),
        host.world().orElseThrow(),
        RunOrder.loopback(host.status().options()),
        chosen.charts(),
        new Redaction(),
        new WorkInHand(),
        false);
  }
}
