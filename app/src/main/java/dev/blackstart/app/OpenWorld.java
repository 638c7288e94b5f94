package dev.blackstart.app;

import dev.blackstart.run.Fanout;
import dev.blackstart.world.NodeDiagnostics;
import dev.blackstart.world.World;
import java.util.List;

/**
 * A world with everything that must be closed when its user goes; closing leaves the world itself
 * as it is.
 *
 * @param diagnostics of the world's machines, for who only looks
 * @param closing in the order things are closed
 */
record OpenWorld(
    World world, NodeDiagnostics diagnostics, Fanout fanout, List<AutoCloseable> closing)
    implements AutoCloseable {
  @Override
  public void close() {
    for (AutoCloseable each : closing) {
      try {
        each.close();
      } catch (Exception e) {
        // What cannot be closed now goes with the process; the others still get their turn.
      }
    }
    fanout.close();
  }
}
