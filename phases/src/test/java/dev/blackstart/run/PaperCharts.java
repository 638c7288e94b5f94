package dev.blackstart.run;

import dev.blackstart.cluster.Release;
import dev.blackstart.world.Charts;
import dev.blackstart.world.KubeObject;
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
  default List<KubeObject> render(Release release) {
    return List.of();
  }
}
