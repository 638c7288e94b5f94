package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.run.Progress;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.NodeOperations.Applied;
import dev.blackstart.world.NodeOperations.ApplyMode;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.Optional;

/** A node runs its rendered config, or has it for its next boot, or tries it. */
final class ApplyChanges implements NodeTask {
  /** How long a config that is tried stays; Talos's own default. */
  static final Duration TRIED = Duration.ofMinutes(1);

  private final ApplyMode mode;

  ApplyChanges(ApplyMode mode) {
    this.mode = mode;
  }

  @Override
  public Optional<String> missing(Node node, World world) {
    MachineReport report = world.machines().report(node);
    if (report.reach() != Reach.OURS) {
      return Optional.of(
          report.reach() == Reach.MAINTENANCE
              ? "in maintenance"
              : report.note().isEmpty() ? "does not answer" : report.note());
    }
    String wanted = world.manifests().machineConfig(node).digest();
    boolean given = world.ledger().choice(given(node)).map(wanted::equals).orElse(false);
    boolean same =
        switch (mode) {
          case AUTO, NO_REBOOT, REBOOT -> runs(node, world, wanted);
          case STAGED, TRY -> given || runs(node, world, wanted);
        };
    return same ? Optional.empty() : Optional.of("runs another machine config");
  }

  private static boolean runs(Node node, World world, String wanted) {
    return world.machines().configDigest(node).map(wanted::equals).orElse(false);
  }

  @Override
  public Effect effect(Node node, World world) {
    Applied dry =
        world.operations().apply(node, world.manifests().machineConfig(node), mode, true, TRIED);
    return switch (dry.mode()) {
      case REBOOT -> Effect.REBOOT;
      case AUTO, NO_REBOOT, STAGED, TRY -> Effect.LIVE;
    };
  }

  @Override
  public void send(Node node, World world, Progress progress) {
    RenderedConfig config = world.manifests().machineConfig(node);
    Applied applied = world.operations().apply(node, config, mode, false, TRIED);
    world.ledger().choose(given(node), config.digest());
    progress.did(
        "gave " + node.name() + " its machine config, " + words(applied.mode()),
        ByHand.applyConfigured(node, mode));
    applied.warnings().forEach(warning -> progress.log(node.name() + " warns: " + warning));
  }

  @Override
  public String doing(Node node, World world) {
    return "taking its machine config";
  }

  @Override
  public String inputs(Node node, World world) {
    return mode + " " + world.manifests().machineConfigInputs(node);
  }

  @Override
  public boolean joins() {
    return mode == ApplyMode.AUTO || mode == ApplyMode.REBOOT;
  }

  /** What a mode does, in words. */
  static String words(ApplyMode mode) {
    return switch (mode) {
      case AUTO -> "at once or with a reboot";
      case NO_REBOOT -> "without a reboot";
      case REBOOT -> "with a reboot";
      case STAGED -> "for its next boot";
      case TRY -> "for a minute, to try it";
    };
  }

  private static String given(Node node) {
    return "changes.given." + node.address();
  }
}
