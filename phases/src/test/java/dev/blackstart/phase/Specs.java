package dev.blackstart.phase;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Seed;
import dev.blackstart.cluster.Silence;
import dev.blackstart.run.Event;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.Orders;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.Phase;
import dev.blackstart.run.RunClock;
import dev.blackstart.run.RunId;
import dev.blackstart.run.Runner;
import dev.blackstart.run.Selection;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small clusters for tests of single phases. */
final class Specs {
  private Specs() {}

  static ClusterSpec threeControlPlanes() {
    return with(List.of());
  }

  static ClusterSpec with(List<Release> releases) {
    return of(
        List.of(
            new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE),
            new Node("infra-02", "10.25.11.12", Role.CONTROL_PLANE),
            new Node("infra-03", "10.25.11.13", Role.CONTROL_PLANE)),
        List.of(),
        releases);
  }

  static ClusterSpec of(Node... nodes) {
    return of(List.of(nodes), List.of(), List.of());
  }

  static ClusterSpec crds(ClusterSpec spec, List<CrdSource> crds) {
    return of(spec.nodes(), crds, spec.releases());
  }

  /** Three control planes and seeds whose text matters to nobody but who looks for names. */
  static ClusterSpec seeded(Seed... seeds) {
    ClusterSpec bare = threeControlPlanes();
    return new ClusterSpec(
        bare.name(),
        bare.repository(),
        bare.family(),
        bare.nodes(),
        Map.of(),
        List.of(seeds),
        List.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        List.of(),
        ClusterSpec.Particulars.NONE);
  }

  static ClusterSpec silent(ClusterSpec spec, Silence... silences) {
    return spec.silencing(List.of(silences));
  }

  private static ClusterSpec of(List<Node> nodes, List<CrdSource> crds, List<Release> releases) {
    return new ClusterSpec(
        "infra",
        Path.of("/"),
        new ClusterSpec.Family("minijinja", "helmfile"),
        nodes,
        Map.of(),
        List.of(),
        crds,
        releases,
        Optional.empty(),
        Map.of(),
        List.of(),
        ClusterSpec.Particulars.NONE);
  }

  static Release release(String namespace, String name, String... needs) {
    return new Release(
        name,
        namespace,
        ChartRef.oci("oci://example.org/charts/" + name, "1.0.0"),
        List.of(),
        List.of(needs),
        List.of(),
        List.of(),
        new Place("helmfile.yaml", 3));
  }

  static Runner.Result run(PaperWorld paper, Phase phase) throws InterruptedException {
    return run(paper, phase, new ArrayList<>());
  }

  static Runner.Result run(PaperWorld paper, Phase phase, List<Event> events)
      throws InterruptedException {
    return run(paper, phase, events, new Orders(List.of(), Map.of()));
  }

  static Runner.Result run(PaperWorld paper, Phase phase, List<Event> events, Orders orders)
      throws InterruptedException {
    return run(paper, paper.world(), phase, events, orders);
  }

  /**
   * @param world of that paper, as another kind of world
   */
  static Runner.Result run(PaperWorld paper, World world, Phase phase) throws InterruptedException {
    return run(paper, world, phase, new ArrayList<>(), new Orders(List.of(), Map.of()));
  }

  private static Runner.Result run(
      PaperWorld paper, World world, Phase phase, List<Event> events, Orders orders)
      throws InterruptedException {
    RunClock clock = new RunClock(paper, new RunId("test"), paper.now());
    Runner runner = new Runner(world, List.of(), events::add, clock, new Fanout(), orders);
    return runner.run(List.of(phase), new Selection.Range(0, 0), Map.of());
  }

  /**
   * A CustomResourceDefinition.
   *
   * @param more its fields beside the metadata
   */
  static KubeObject crd(Map<String, Object> metadata, Map<String, Object> more) {
    Map<String, Object> fields = new LinkedHashMap<>(more);
    fields.put("apiVersion", "apiextensions.k8s.io/v1");
    fields.put("kind", "CustomResourceDefinition");
    fields.put("metadata", metadata);
    return new KubeObject(fields);
  }
}
