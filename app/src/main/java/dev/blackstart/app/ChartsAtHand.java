package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.files.Redaction;
import dev.blackstart.world.Failure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The digests of the charts that lie in the repository or in a mirror; nobody is asked. */
public final class ChartsAtHand {
  private ChartsAtHand() {}

  /** By the qualified names of the releases; what would have to be fetched is left out. */
  public static Map<String, String> digests(ClusterSpec spec, List<Path> charts) {
    Map<String, String> digests = new LinkedHashMap<>();
    try (OpenWorld open = Worlds.look(spec, Optional.empty(), charts, new Redaction(), false)) {
      for (Release release : spec.releases()) {
        try {
          String digest = open.world().charts().find(release.chart()).digest();
          digests.put(release.qualifiedName(), "sha256:" + digest);
        } catch (Failure notAtHand) {
          // Found out when it is fetched.
        }
      }
    }
    return digests;
  }
}
