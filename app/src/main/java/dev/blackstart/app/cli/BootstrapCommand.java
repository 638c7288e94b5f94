package dev.blackstart.app.cli;

import dev.blackstart.app.ConfigPatches;
import dev.blackstart.app.Keep;
import dev.blackstart.app.LiveRuns;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.RunOrder;
import dev.blackstart.app.Turn;
import dev.blackstart.phase.Consent;
import dev.blackstart.phase.Operation;
import dev.blackstart.world.World;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "bootstrap",
    mixinStandardHelpOptions = true,
    description = "Starts a run on the live machines and drives it to the end.")
final class BootstrapCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SharedOptions shared;
  @Mixin private AdoptOption adopt;
  @Mixin private SelectionOptions selection;
  @Mixin private PatchOptions patches;
  @Mixin private ExecOption exec;
  @Mixin private ConsentOptions consent;
  @Mixin private StartOverOption over;

  @Override
  public Integer call() throws InterruptedException {
    Turn turn = shared.turn();
    if (turn.several()) {
      adopt.requireNone();
      return TurnOrders.of(turn, cluster -> files(shared.files(cluster)), this::over)
          .begin(
              World.Kind.LIVE,
              shared,
              (chosen, all) -> run(chosen, consent.on(chosen.spec(), all), turn));
    }
    OptionalInt shown = ConsoleFace.drive(spec, shared);
    if (shown.isPresent()) {
      return shown.getAsInt();
    }
    OperatorFiles.Chosen chosen = files(shared.files());
    AdoptOption.placed(chosen.spec());
    over(chosen);
    return run(chosen, consent.on(chosen.spec()), turn);
  }

  private OperatorFiles.Chosen files(OperatorFiles files) {
    return adopt.on(exec.on(files)).forLive().sound();
  }

  private void over(OperatorFiles.Chosen chosen) {
    over.obey(shared.state(), chosen.spec().name(), World.Kind.LIVE);
  }

  private int run(OperatorFiles.Chosen chosen, Consent allowed, Turn turn) {
    ConfigPatches extra = patches.patches().with(shared.vars());
    return new LiveRuns(shared.face())
        .begin(
            new RunOrder(
                extra.on(chosen.spec()),
                World.Kind.LIVE,
                new Operation.Bootstrap(),
                Optional.empty(),
                shared.state(),
                selection.selection(),
                chosen.charts(),
                extra.written(),
                "",
                1,
                Keep.YES,
                exec.allowed(),
                allowed,
                turn));
  }
}
