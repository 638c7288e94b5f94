package dev.blackstart.app.cli;

import dev.blackstart.phase.Operation;
import dev.blackstart.run.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "talos",
    mixinStandardHelpOptions = true,
    description = {
      "Every node gets the Talos its config names as installer image: control planes one by one,",
      "etcd whole before and after each, then the workers. Nodes that run it are skipped."
    })
final class UpgradeTalosCommand extends OperationVerb {
  @Mixin private RollingOptions rolling;

  @Mixin private SelectionOptions selection;

  @Override
  Selection selection() {
    return selection.selection();
  }

  @Override
  Operation operation() {
    return new Operation.UpgradeTalos(rolling.rolling());
  }
}
