package dev.blackstart.rehearsal.actor.operator;

import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which operator answers for which kind: what is not named here nobody plays. */
public final class OperatorKinds {
  /**
   * Columns: group, version, plural, kind, scope, the label of the operator's pods as its chart
   * sets it, and the seconds it takes, least and most.
   */
  private static final String TABLE =
      """
      external-secrets.io v1alpha1 pushsecrets PushSecret N app.kubernetes.io/name=external-secrets 2 6
      keda.sh v1alpha1 scaledobjects ScaledObject N app.kubernetes.io/name=keda-operator 2 6
      keda.sh v1alpha1 scaledjobs ScaledJob N app.kubernetes.io/name=keda-operator 2 6
      postgresql.cnpg.io v1 clusters Cluster N app.kubernetes.io/name=cloudnative-pg 60 150
      postgresql.cnpg.io v1 databases Database N app.kubernetes.io/name=cloudnative-pg 5 15
      dragonflydb.io v1alpha1 dragonflies Dragonfly N app.kubernetes.io/name=dragonfly-operator 20 60
      operator.victoriametrics.com v1beta1 vmclusters VMCluster N app.kubernetes.io/name=victoria-metrics-operator 30 90
      operator.victoriametrics.com v1beta1 vmsingles VMSingle N app.kubernetes.io/name=victoria-metrics-operator 15 45
      operator.victoriametrics.com v1beta1 vmagents VMAgent N app.kubernetes.io/name=victoria-metrics-operator 10 40
      operator.victoriametrics.com v1beta1 vmalerts VMAlert N app.kubernetes.io/name=victoria-metrics-operator 10 40
      operator.victoriametrics.com v1beta1 vmalertmanagers VMAlertmanager N app.kubernetes.io/name=victoria-metrics-operator 10 40
      operator.victoriametrics.com v1beta1 vmauths VMAuth N app.kubernetes.io/name=victoria-metrics-operator 10 40
      monitoring.coreos.com v1 prometheuses Prometheus N app.kubernetes.io/name=kube-prometheus-stack-prometheus-operator 20 60
      monitoring.coreos.com v1 alertmanagers Alertmanager N app.kubernetes.io/name=kube-prometheus-stack-prometheus-operator 20 60
      ceph.rook.io v1 cephclusters CephCluster N app=rook-ceph-operator 180 420
      ceph.rook.io v1 cephblockpools CephBlockPool N app=rook-ceph-operator 10 30
      ceph.rook.io v1 cephfilesystems CephFilesystem N app=rook-ceph-operator 20 60
      ceph.rook.io v1 cephobjectstores CephObjectStore N app=rook-ceph-operator 20 60
      gateway.networking.k8s.io v1 gatewayclasses GatewayClass C io.cilium/app=operator 1 3
      gateway.networking.k8s.io v1 gateways Gateway N io.cilium/app=operator 3 12
      gateway.networking.k8s.io v1 httproutes HTTPRoute N io.cilium/app=operator 1 4
      """;

  private static final List<OperatorKind> ALL =
      TABLE.lines().map(line -> kind(line.split(" "))).toList();

  /** Operators with an actor of their own. */
  private static final Map<String, Predicate<Resource>> OTHERS =
      Map.of(
          "cert-manager.io", RunningPods.component("cert-manager", "controller"),
          "external-secrets.io", RunningPods.named("external-secrets"),
          "cilium.io", pod -> pod.label("io.cilium/app").equals("operator"));

  private OperatorKinds() {}

  private static OperatorKind kind(String[] columns) {
    String[] label = columns[5].split("=");
    return new OperatorKind(
        new ResourceType(columns[0], columns[1], columns[2], columns[3], columns[4].equals("N")),
        label[0],
        label[1],
        Duration.ofSeconds(Long.parseLong(columns[6])),
        Duration.ofSeconds(Long.parseLong(columns[7])));
  }

  static List<OperatorKind> all() {
    return ALL;
  }

  /** What tells a pod of the operator that a kind is played by; absent when nobody plays it. */
  public static Optional<Predicate<Resource>> operatorOf(String group, String kind) {
    return ALL.stream()
        .filter(known -> known.isOf(group, kind))
        .map(OperatorKind::program)
        .findFirst()
        .or(() -> Optional.ofNullable(OTHERS.get(group)));
  }
}
