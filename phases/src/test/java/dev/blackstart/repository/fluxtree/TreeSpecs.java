package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clusters whose Flux begins in the folder {@code kubernetes/flux}. */
final class TreeSpecs {
  private TreeSpecs() {}

  static ClusterSpec of(Path folder, Release... releases) {
    return of(folder, List.of(), releases);
  }

  static ClusterSpec of(Path folder, List<Seed> seeds, Release... releases) {
    return new ClusterSpec(
        "infra",
        folder,
        new ClusterSpec.Family("", ""),
        List.of(),
        Map.of(),
        seeds,
        List.of(),
        List.of(releases),
        Optional.of(new FluxSource("kubernetes/flux", "flux-system")),
        Map.of(),
        List.of(),
        ClusterSpec.Particulars.NONE);
  }
}
