package dev.blackstart.app.cli;

import dev.blackstart.app.GivingUp;
import dev.blackstart.app.Refusal;
import dev.blackstart.files.StateFolder;
import dev.blackstart.world.World;
import java.util.List;
import picocli.CommandLine.Option;

/** Leave to give an unfinished run up. */
final class StartOverOption {
  @Option(
      names = "--start-over",
      description = {
        "give the unfinished run of this cluster up for good and begin another;",
        "what it made of real machines stays, and is looked at again"
      })
  private boolean wanted;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "the cluster's name, without which no run on real machines is given up")
  private String confirmed;

  /**
   * Gives up what is unfinished, when that is wanted.
   *
   * @throws Refusal 2 when it is a run on real machines and the name was not given
   */
  void obey(StateFolder state, String cluster, World.Kind world) {
    if (!wanted) {
      return;
    }
    GivingUp giving = new GivingUp(state);
    List<String> runs = giving.unfinished(cluster, world);
    if (world == World.Kind.LIVE && !runs.isEmpty() && !cluster.equals(confirmed)) {
      throw new Refusal(
          2,
          "--start-over gives run " + String.join(", ", runs) + " up: it can never be resumed",
          "if that is meant, add: --confirm " + cluster);
    }
    giving.all(cluster, world);
  }
}
