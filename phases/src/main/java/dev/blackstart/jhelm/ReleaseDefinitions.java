package dev.blackstart.jhelm;

import dev.blackstart.cluster.Release;
import dev.blackstart.world.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The CustomResourceDefinitions a release brings; Helm is asked only where templates bring any. */
final class ReleaseDefinitions {
  private final ChartShelf shelf;
  private final KeptDefinitions kept;
  private final Supplier<String> kubernetes;
  private final Function<Release, String> rendering;

  /**
   * @param kubernetes the version charts are told
   * @param rendering the manifest of a release
   */
  ReleaseDefinitions(
      ChartShelf shelf,
      KeptReadings kept,
      Supplier<String> kubernetes,
      Function<Release, String> rendering) {
    this.shelf = shelf;
    this.kept = new KeptDefinitions(kept);
    this.kubernetes = kubernetes;
    this.rendering = rendering;
  }

  List<KubeObject> of(Release release) {
    Making making = making(release);
    return kept.of(making.made(), making.reading());
  }

  /** Without their schemas. */
  List<KubeObject> outlines(Release release) {
    Making making = making(release);
    return kept.outlines(making.made(), making.reading());
  }

  /** What definitions are made from, in words, and how. */
  private record Making(String made, Supplier<List<KubeObject>> reading) {}

  private Making making(Release release) {
    ChartCard card = shelf.card(release.chart());
    Map<String, Object> values = ReleaseValues.of(release);
    String made = card.digest() + " " + ReleaseValues.digest(values);
    // Templates may ask for the version of Kubernetes, which is known better once it runs.
    String asked = card.templated() ? " " + kubernetes.get() + " " + release.qualifiedName() : "";
    return new Making(made + asked, () -> read(release, values, card.templated()));
  }

  private List<KubeObject> read(Release release, Map<String, Object> values, boolean templated) {
    List<KubeObject> definitions =
        new ArrayList<>(ChartCrds.bundled(shelf.files(release.chart()), values));
    if (templated) {
      definitions.addAll(ChartCrds.in(rendering.apply(release), release.chart().toString()));
    }
    return definitions;
  }
}
