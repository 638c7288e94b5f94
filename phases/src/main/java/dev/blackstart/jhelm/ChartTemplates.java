package dev.blackstart.jhelm;

import dev.blackstart.cluster.Release;
import dev.blackstart.world.KubeObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What {@code helm template} prints of charts, hooks too.
 *
 * @param work folder for what is copied
 * @param rendering the manifest of a release, made of the chart that lies there, without its hooks
 */
record ChartTemplates(ChartShelf shelf, Path work, BiFunction<Release, String, String> rendering) {
  /**
   * All of a release.
   *
   * @param bundled whether also what lies in {@code crds/}
   */
  List<KubeObject> of(Release release, boolean bundled) {
    ChartFiles files = shelf.files(release.chart());
    List<KubeObject> all = new ArrayList<>();
    if (bundled) {
      all.addAll(ChartCrds.bundled(files, ReleaseValues.of(release)));
    }
    String file = release.chart().toString();
    if (PlainHooks.in(files)) {
      try (PlainHooks plain = PlainHooks.write(files, work)) {
        String text = PlainHooks.named(rendering.apply(release, plain.chart()));
        all.addAll(ChartCrds.objects(text, file));
      }
    } else {
      String chart = shelf.chart(release.chart()).location();
      all.addAll(ChartCrds.objects(rendering.apply(release, chart), file));
    }
    return all;
  }
}
