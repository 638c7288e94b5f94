package dev.blackstart.app.cli;

import dev.blackstart.app.OperationOrder.Leave;
import dev.blackstart.phase.Operation;
import dev.blackstart.phase.Operation.Rebuild.Wiping;
import dev.blackstart.phase.SnapshotChecks;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Brings etcd back from a snapshot: its data is wiped from the control planes, one of them",
      "recovers it, the others join."
    })
final class RebuildCommand extends OperationVerb {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "the snapshot, as etcd snapshot wrote it")
  private Path snapshot;

  @Option(
      names = "--wipe",
      paramLabel = "WHAT",
      defaultValue = "ephemeral",
      description =
          "ephemeral: data of the control planes; all: configs and data of every node; none:"
              + " etcd has no data (default: ${DEFAULT-VALUE})")
  private Wiping wiping;

  @Option(
      names = "--skip-hash-check",
      description = "for a database file copied from a data directory, which carries no hash")
  private boolean skipHashCheck;

  @Option(
      names = "--confirm",
      paramLabel = "CLUSTER",
      description = "the cluster's name: on live machines you mean it")
  private String confirmed = "";

  @Override
  Operation operation() {
    Path file = snapshot.toAbsolutePath().normalize();
    return new Operation.Rebuild(
        file.toString(), SnapshotChecks.digest(file, skipHashCheck), wiping, skipHashCheck);
  }

  @Override
  Leave leave() {
    return new Leave(Optional.of("replaces what etcd holds by the snapshot"), confirmed);
  }
}
