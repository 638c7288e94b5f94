package dev.blackstart.app.cli;

import dev.blackstart.app.ConfigPatches;
import dev.blackstart.app.OperationOrder;
import dev.blackstart.app.OperationOrder.Leave;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.phase.Operation;
import dev.blackstart.run.Selection;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A verb that is a run on a cluster that stands already. */
abstract class OperationVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SharedOptions shared;
  @Mixin private PatchOptions patches;
  @Mixin private ExecOption exec;

  @Option(
      names = "--rehearsal",
      description = "in the rehearsal that stands (default: on the live machines)")
  private boolean rehearsal;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "world seconds per second while a rehearsed run waits (default: ${DEFAULT-VALUE})")
  private double speed;

  @Override
  public Integer call() throws InterruptedException {
    Operation operation = operation();
    OptionalInt shown = ConsoleFace.drive(spec, shared);
    if (shown.isPresent()) {
      return shown.getAsInt();
    }
    return new OperationOrder(
            operation,
            files(),
            rehearsal,
            leave(),
            shared.state(),
            selection(),
            extra(),
            rehearsal ? Speeds.checked(speed) : 1)
        .begin(shared.face());
  }

  /** What the run is for, as the options have it. */
  abstract Operation operation();

  /** What live machines lose by it, and whether the operator means it. */
  Leave leave() {
    return Leave.NOT_NEEDED;
  }

  /** Which phases run. */
  Selection selection() {
    return Selection.ALL;
  }

  final SharedOptions shared() {
    return shared;
  }

  final boolean rehearsal() {
    return rehearsal;
  }

  final OperatorFiles files() {
    return exec.on(shared.files());
  }

  /** Patches and variables of the command line. */
  final ConfigPatches extra() {
    return patches.patches().with(shared.vars());
  }
}
