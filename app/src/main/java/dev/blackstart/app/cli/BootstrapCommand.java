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
    OptionalInt shown = ConsoleFace.drive(spec, shared);
    if (shown.isPresent()) {
      return shown.getAsInt();
    }
    Turn named = shared.turn();
    if (named.several()) {
      Turn turn = adopt.on(named);
      return TurnOrders.of(turn, cluster -> files(cluster, turn), this::over)
          .begin(
              World.Kind.LIVE,
              shared,
              (chosen, all) -> run(chosen, consent.on(chosen.spec(), all), turn));
    }
    OperatorFiles.Chosen chosen = files(shared.files());
    AdoptOption.placed(chosen.spec());
    over(chosen);
    return run(chosen, consent.on(chosen.spec()), named);
  }

  private OperatorFiles.Chosen files(String cluster, Turn turn) {
    OperatorFiles files = exec.on(shared.files(cluster)).adopting(turn.adopted(cluster));
    OperatorFiles.Chosen chosen = files.forLive().sound();
    AdoptOption.placed(chosen.spec());
    return chosen;
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
