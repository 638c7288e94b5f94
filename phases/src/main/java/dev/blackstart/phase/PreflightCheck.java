package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.world.World;
import java.util.List;

/**
 * One prerequisite of a run.
 *
 * @param id stable name, used in findings and documents
 * @param asks what is looked at, one sentence without a full stop
 */
record PreflightCheck(String id, String asks, Look look) {
  /** Looks, and says what is wrong; empty when nothing is. Touches nothing. */
  interface Look {
    List<Finding> at(ClusterSpec spec, World world);
  }
}
