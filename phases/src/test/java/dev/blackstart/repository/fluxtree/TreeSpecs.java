package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clusters whose Flux begins in the folder {@code kubernetes/flux}. */
final class TreeSpecs {
  private TreeSpecs() {}

  static ClusterSpec of(Path folder, Release... releases) {
    return new ClusterSpec(
        "infra",
        folder,
        new ClusterSpec.Family("", ""),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(releases),
        Optional.of(new FluxSource("kubernetes/flux", "flux-system")),
        Map.of(),
        List.of(),
        ClusterSpec.Particulars.NONE);
  }
}
