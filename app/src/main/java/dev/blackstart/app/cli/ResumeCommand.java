package dev.blackstart.app.cli;

import dev.blackstart.app.Resumption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Goes on with an unfinished run; facts are looked at again first.")
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SharedOptions shared;
  @Mixin private SelectionOptions selection;
  @Mixin private PatchOptions patches;
  @Mixin private ExecOption exec;
  @Mixin private ConsentOptions consent;

  @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "which run")
  private String run;

  @Option(names = "--speed", paramLabel = "N", description = "another speed than before")
  private Double speed;

  @Option(names = "--keep", description = "leave the world up when the run is over")
  private boolean keep;

  @Override
  public Integer call() throws InterruptedException {
    boolean several = shared.turn().several();
    OptionalInt shown = ConsoleFace.drive(spec, shared);
    if (shown.isPresent()) {
      return shown.getAsInt();
    }
    return new Resumption(shared.state(), shared.face(), new TurnFace(shared.json()))
        .go(
            new Resumption.Wish(
                Optional.ofNullable(run),
                shared.repository(),
                several ? Optional.empty() : shared.cluster(),
                shared.charts(),
                patches.patches().with(shared.vars()),
                selection.selection(),
                Optional.ofNullable(speed).map(Speeds::checked),
                keep,
                exec.allowed(),
                consent::on));
  }
}
