package dev.blackstart.app.cli;

import dev.blackstart.app.Refusal;
import dev.blackstart.phase.Operation.Rolling;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How nodes are taken one after another. */
final class RollingOptions {
  private static final int MOST = 100;

  @Option(
      names = "--nodes",
      paramLabel = "NODE",
      split = ",",
      description = "only these, by name or address (default: all)")
  private List<String> nodes = new ArrayList<>();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "workers at once; control planes go one by one (default: ${DEFAULT-VALUE})")
  private int parallel;

  @Option(names = "--no-drain", description = "do not drain nodes before they go down")
  private boolean undrained;

  Rolling rolling() {
    if (parallel < 1 || parallel > MOST) {
      throw new Refusal(
          ExitCodes.USAGE,
          "--parallel " + parallel + " is out of range",
          "use a number from 1 to " + MOST);
    }
    return new Rolling(List.copyOf(nodes), parallel, !undrained);
  }

  List<String> nodes() {
    return nodes;
  }
}
