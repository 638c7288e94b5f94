package dev.blackstart.app.look;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three nodes, one release, a namespace and a secret. */
final class SmallSpec {
  static final Release CILIUM =
      new Release(
          "cilium",
          "kube-system",
          ChartRef.oci("oci://quay.io/cilium/charts/cilium", "1.18.5"),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          new Place("helmfile.yaml", 8));

  private static final String SEEDS =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: kube-system}}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: token, namespace: kube-system}
      stringData: {token: op://vault/item/token}
      """;

  private SmallSpec() {}

  static ClusterSpec cluster() {
    return new ClusterSpec(
        "infra",
        Path.of("/"),
        new ClusterSpec.Family("minijinja", "helmfile"),
        List.of(
            new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE),
            new Node("infra-02", "10.25.11.12", Role.CONTROL_PLANE),
            new Node("infra-03", "10.25.11.13", Role.WORKER)),
        Map.of(),
        List.of(new Seed("seeds.yaml", SEEDS)),
        List.of(new CrdSource.FromChart(CILIUM)),
        List.of(CILIUM),
        Optional.empty(),
        Map.of(),
        List.of(),
        ClusterSpec.Particulars.NONE);
  }
}
