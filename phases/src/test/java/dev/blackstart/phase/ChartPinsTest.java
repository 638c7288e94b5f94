package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run began with, and what it finds when it goes on. */
class ChartPinsTest {
  private static final CrdSource.FromUrl URL =
      new CrdSource.FromUrl("https://ada:s3cret@example.org/crds.yaml", new Place("b.yaml", 4));

  private final List<KubeObject> published = new ArrayList<>();
  private final PaperWorld paper =
      new PaperWorld() {
        @Override
        public List<KubeObject> crds(CrdSource source) {
          return List.copyOf(published);
        }
      };

  private static KubeObject crd(String name) {
    return new KubeObject(
        Map.of("kind", "CustomResourceDefinition", "metadata", Map.of("name", name)));
  }

  @Test
  void crdsOfAUrlThatArePublishedAnewEndARunThatGoesOn() {
    ClusterSpec spec = Specs.crds(Specs.with(List.of()), List.of(URL));
    World world = paper.world();
    published.add(crd("a.example.org"));
    ChartPins.hold(spec, world);
    assertEquals(List.of(), ChartChecks.crdFiles(spec, world));
    assertTrue(
        paper.choices.keySet().stream().noneMatch(key -> key.contains("s3cret")),
        paper.choices.toString());
    published.add(crd("b.example.org"));
    ChartPins.hold(spec, world);
    Finding changed = ChartChecks.crdFiles(spec, world).getFirst();
    assertEquals("chart-changed", changed.id());
    assertTrue(
        changed.what().startsWith("the CRDs of https://example.org/crds.yaml are others than"),
        changed.what());
  }
}
