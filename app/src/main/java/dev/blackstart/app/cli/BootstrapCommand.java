package dev.blackstart.app.cli;

import dev.blackstart.app.ConfigPatches;
import dev.blackstart.app.Keep;
import dev.blackstart.app.LiveRuns;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.RunOrder;
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
    OperatorFiles.Chosen chosen = adopt.on(exec.on(shared.files())).forLive().sound();
    ConfigPatches extra = patches.patches().with(shared.vars());
    AdoptOption.placed(chosen.spec());
    over.obey(shared.state(), chosen.spec().name(), World.Kind.LIVE);
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
                consent.on(chosen.spec())));
  }
}
