package dev.blackstart.phase;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.List;

/** Names of the definitions a source may bring, without rendering anything. */
final class CrdNames {
  private CrdNames() {}

  /** Empty where the source is not at hand: told by the checks that look for charts and files. */
  static List<String> of(CrdSource source, World world) {
    try {
      return switch (source) {
        case CrdSource.FromChart chart -> world.charts().ownCrds(chart.release().chart());
        case CrdSource.FromFile file -> names(world.manifests().crds(file));
        case CrdSource.FromUrl url -> names(world.manifests().crds(url));
      };
    } catch (Failure missing) {
      return List.of();
    }
  }

  private static List<String> names(List<KubeObject> crds) {
    return crds.stream().map(KubeObject::name).toList();
  }
}
