package dev.blackstart.app.cli;

import dev.blackstart.app.OperationOrder.Leave;
import dev.blackstart.app.Refusal;
import dev.blackstart.phase.Operation;
import dev.blackstart.run.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = {
      "Takes the whole cluster down: every node back in maintenance, workers first, the control",
      "planes one by one. What is installed and META stay; other disks stay unless they are named."
    })
final class ResetCommand extends OperationVerb {
  @Option(
      names = "--wipe-disks",
      paramLabel = "NODE:/dev/NAME",
      split = ",",
      description = "a disk to wipe beside the system's; may be given again")
  private List<String> disks = new ArrayList<>();

  @Option(
      names = "--confirm",
      paramLabel = "CLUSTER",
      description = "the cluster's name: on live machines you mean it")
  private String confirmed = "";

  @Mixin private SelectionOptions selection;

  @Override
  Selection selection() {
    return selection.selection();
  }

  @Override
  Operation operation() {
    if (shared().cluster().isEmpty()) {
      throw new Refusal(
          ExitCodes.USAGE,
          "a reset takes a whole cluster down: name it",
          "blackstart reset --cluster NAME; one node alone: blackstart node NODE reset");
    }
    return new Operation.ResetCluster(List.copyOf(disks));
  }

  @Override
  Leave leave() {
    return new Leave(Optional.of("wipes configs and data of every node"), confirmed);
  }
}
