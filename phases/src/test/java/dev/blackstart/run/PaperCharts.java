package dev.blackstart.run;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.Charts;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.ReleasePreview;
import java.util.List;

/** Charts of a paper world: nothing is in them. */
public interface PaperCharts extends Charts {
  @Override
  default void warmUp() {}

  @Override
  default List<KubeObject> crds(Release release) {
    return List.of();
  }

  @Override
  default List<String> bundledCrds(ChartRef ref) {
    return List.of();
  }

  @Override
  default ReleasePreview preview(Release release) {
    return new ReleasePreview(
        deployed(release.namespace(), release.name()), false, List.of(), 0, 0);
  }

  @Override
  default List<KubeObject> render(Release release) {
    return List.of();
  }
}
