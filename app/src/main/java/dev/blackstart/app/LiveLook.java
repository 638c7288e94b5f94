package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.files.Redaction;
import dev.blackstart.phase.Preflight;
import dev.blackstart.run.WorkInHand;
import java.nio.file.Path;
import java.util.List;

/** Looks at the live world without a run. */
public final class LiveLook {
  private LiveLook() {}

  /** Findings of every prerequisite. */
  public static List<Finding> preflight(ClusterSpec spec, List<Path> charts)
      throws InterruptedException {
    try (OpenWorld open =
        Worlds.live(spec, Path.of(""), charts, new Redaction(), new WorkInHand())) {
      return Preflight.look(spec, open.world(), open.fanout());
    }
  }
}
