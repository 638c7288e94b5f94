package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.Redaction;
import dev.blackstart.phase.Phases;
import dev.blackstart.rehearsal.WorldRecord;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.run.Orders;
import dev.blackstart.run.Phase;
import dev.blackstart.run.RunClock;
import dev.blackstart.run.RunId;
import dev.blackstart.run.Runner;
import dev.blackstart.run.Selection;
import dev.blackstart.run.WorkInHand;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The cluster that stands before the rehearsal of a repository without machines begins: the
 * machines of the bundled example, brought up without a word, with a pod network and storage, as a
 * small distribution has them.
 */
final class StandIn {
  private static final String CLUSTER = "infra";

  /** What is done before the run: up to nodes that are registered. */
  private static final List<String> BEFORE =
      List.of("configs", "apply", "etcd", "kubeconfig", "nodes");

  private final ClusterSpec machines;

  private StandIn(ClusterSpec machines) {
    this.machines = machines;
  }

  /** The machines of a rehearsal: the cluster's own, else those of the example. */
  static ClusterSpec machines(ClusterSpec spec) {
    return spec.hasMachines()
        ? spec
        : RepositoryReader.read(
                OperatorFiles.example(), new ReadOptions(Map.of(), System.getenv(), true))
            .cluster(CLUSTER);
  }

  /** Brings the cluster up, when it is one that stands before; its kubeconfig is in the folder. */
  static void bringUp(
      ClusterSpec spec, Path folder, WorldRecord world, Loopback loopback, RunId run)
      throws InterruptedException {
    if (!spec.hasMachines()) {
      new StandIn(machines(spec)).bringUp(folder, world, loopback, run);
    }
  }

  private void bringUp(Path folder, WorldRecord record, Loopback loopback, RunId run)
      throws InterruptedException {
    List<Phase> phases =
        Phases.of(machines).stream().filter(each -> BEFORE.contains(each.id().name())).toList();
    try (OpenWorld open =
        Worlds.rehearsal(
            machines,
            folder,
            record,
            loopback,
            List.of(),
            new Redaction(),
            new WorkInHand(),
            true)) {
      World world = open.world();
      Runner.Result result =
          new Runner(
                  world,
                  machines.nodes(),
                  event -> {},
                  new RunClock(world.time(), run, world.time().now()),
                  open.fanout(),
                  new Orders(phases, Map.of()))
              .run(phases, new Selection.Range(0, phases.size() - 1), Map.of());
      if (result.failure().isPresent()) {
        Failure why = result.failure().get();
        throw new Failure(
            why.kind(),
            "the stand-in for the cluster that stands already did not come up: " + why.what(),
            why.remedy(),
            why);
      }
      world.kube().applyAll(List.of(network(), storage()));
    }
  }

  private static KubeObject network() {
    Map<String, Object> labels = Map.of("app", "flannel");
    Map<String, Object> container =
        Map.of("name", "kube-flannel", "image", "ghcr.io/flannel-io/flannel:v0.27.4");
    return new KubeObject(
        Map.of(
            "apiVersion",
            "apps/v1",
            "kind",
            "DaemonSet",
            "metadata",
            Map.of("name", "kube-flannel", "namespace", "kube-system", "labels", labels),
            "spec",
            Map.of(
                "selector", Map.of("matchLabels", labels),
                "template",
                    Map.of(
                        "metadata",
                        Map.of("labels", labels),
                        "spec",
                        Map.of(
                            "hostNetwork", true,
                            "tolerations", List.of(Map.of("operator", "Exists")),
                            "containers", List.of(container))))));
  }

  private static KubeObject storage() {
    return new KubeObject(
        Map.of(
            "apiVersion", "storage.k8s.io/v1",
            "kind", "StorageClass",
            "metadata",
                Map.of(
                    "name",
                    "local-path",
                    "annotations",
                    Map.of("storageclass.kubernetes.io/is-default-class", "true")),
            "provisioner", "rancher.io/local-path",
            "reclaimPolicy", "Delete",
            "volumeBindingMode", "WaitForFirstConsumer"));
  }
}
