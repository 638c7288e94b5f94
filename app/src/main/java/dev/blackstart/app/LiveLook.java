package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.files.Redaction;
import dev.blackstart.phase.Preflight;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at the live world without a run. */
public final class LiveLook {
  private LiveLook() {}

  /** Findings of every prerequisite. */
  public static List<Finding> preflight(ClusterSpec spec, List<Path> charts)
      throws InterruptedException {
    try (OpenWorld open = Worlds.look(spec, Optional.empty(), charts, new Redaction(), true)) {
      return Preflight.look(spec, open.world(), open.fanout());
    }
  }
}
