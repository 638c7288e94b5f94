package dev.blackstart.repository.fluxtree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.source.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of both kinds, and whom they cut off. */
class PoliciesTest {
  private static final String DENY =
      """
      apiVersion: cilium.io/v2
      kind: CiliumClusterwideNetworkPolicy
      metadata: {name: default-deny}
      spec:
        endpointSelector: {}
        ingress: [{}]
        egress: [{}]
      """;
  private static final String ALLOW =
      """
      ---
      apiVersion: cilium.io/v2
      kind: CiliumClusterwideNetworkPolicy
      metadata: {name: baseline}
      spec:
        endpointSelector: {}
        ingress:
          - fromEntities: [cluster]
        egress:
          - toEntities: [kube-apiserver]
          - toEndpoints: [{matchLabels: {k8s-app: kube-dns}}]
            toPorts: [{ports: [{port: "53", protocol: ANY}]}]
      """;

  @TempDir Path folder;

  private static Release release(String namespace, String chart) {
    return new Release(
        chart,
        namespace,
        ChartRef.oci("oci://charts.example.org/" + chart, "1.0.0"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Place("helmfile.yaml", 1));
  }

  private List<String> found(String policies) throws Exception {
    Path tree = Files.createDirectories(folder.resolve("kubernetes/flux"));
    Files.writeString(tree.resolve("policies.yaml"), policies);
    Files.writeString(tree.resolve("kustomization.yaml"), "resources: [policies.yaml]\n");
    ClusterSpec spec =
        TreeSpecs.of(
            folder,
            release("kube-system", "cilium"),
            release("kube-system", "coredns"),
            release("cert-manager", "cert-manager"));
    return new FluxTree(new RepositoryFiles(folder))
        .findings(spec).stream()
            .filter(finding -> finding.id().equals("policy-cuts-off"))
            .map(Finding::what)
            .toList();
  }

  @Test
  void whatIsDeniedEverywhereIsToldInOneLine() throws Exception {
    assertEquals(
        List.of(
            "CiliumClusterwideNetworkPolicy default-deny denies what no policy allows: CoreDNS"
                + " answers no pod outside of kube-system; pods in kube-system do not reach the API"
                + " server; pods in cert-manager resolve no name; pods in cert-manager do not reach"
                + " the API server; the API server does not reach the webhook of cert-manager"),
        found(DENY));
  }

  @Test
  void whatABaselineAllowsIsNotCutOff() throws Exception {
    assertEquals(List.of(), found(DENY + ALLOW));
  }

  @Test
  void aPolicyWithoutDefaultDenyCutsNobodyOff() throws Exception {
    assertEquals(List.of(), found(DENY.replace("[{}]", "[]")));
    assertEquals(List.of(), found(DENY + "  enableDefaultDeny: {ingress: false, egress: false}\n"));
  }

  @Test
  void namespacesThatAreLeftOutAreNotCutOff() throws Exception {
    String without =
        DENY.replace(
            "endpointSelector: {}",
            "endpointSelector: {matchExpressions: [{key: k8s:io.kubernetes.pod.namespace, operator:"
                + " NotIn, values: [kube-system, cert-manager]}]}");
    assertEquals(List.of(), found(without));
  }

  @Test
  void aWebhookThatOnlyItsOwnNamespaceReachesIsCutOff() throws Exception {
    String own =
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: own, namespace: cert-manager}
        spec:
          podSelector: {}
          ingress: [{from: [{podSelector: {}}]}]
        """;
    assertEquals(
        List.of(
            "NetworkPolicy cert-manager/own denies what no policy allows: the API server does not"
                + " reach the webhook of cert-manager"),
        found(own));
  }
}
