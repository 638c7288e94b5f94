package dev.blackstart.repository.fluxtree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Seed;
import dev.blackstart.repository.source.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tree asks Let's Encrypt for. */
class CertificateOrdersTest {
  private static final String TREE =
      """
      apiVersion: cert-manager.io/v1
      kind: ClusterIssuer
      metadata: {name: production}
      spec: {acme: {server: "https://acme-v02.api.letsencrypt.org/directory"}}
      ---
      apiVersion: cert-manager.io/v1
      kind: ClusterIssuer
      metadata: {name: staging}
      spec: {acme: {server: "https://acme-staging-v02.api.letsencrypt.org/directory"}}
      ---
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: {name: wildcard, namespace: network}
      spec:
        secretName: wildcard-tls
        dnsNames: [example.org, "*.example.org"]
        issuerRef: {kind: ClusterIssuer, name: production}
      ---
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: {name: tried, namespace: network}
      spec: {secretName: tried, dnsNames: [a.example.org], issuerRef: {kind: ClusterIssuer, name: staging}}
      ---
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: {name: kept, namespace: network}
      spec: {secretName: kept, dnsNames: [b.example.org], issuerRef: {kind: ClusterIssuer, name: production}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: app
        namespace: apps
        annotations: {cert-manager.io/cluster-issuer: production}
      spec: {tls: [{hosts: [app.example.org], secretName: app-tls}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata:
        name: outside
        namespace: network
        annotations: {cert-manager.io/cluster-issuer: production}
      spec:
        listeners:
          - {name: one, hostname: one.example.org, tls: {certificateRefs: [{name: outside}]}}
          - {name: two, hostname: two.example.org, tls: {certificateRefs: [{name: outside}]}}
      """;
  private static final String KEPT =
      "{apiVersion: v1, kind: Secret, metadata: {name: kept, namespace: network}}";

  @TempDir Path folder;

  @Test
  void whatIsNotKeptIsAskedForOnceForEachSecret() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("kubernetes/flux"));
    Files.writeString(tree.resolve("all.yaml"), TREE);
    ClusterSpec spec = TreeSpecs.of(folder, List.of(new Seed("seeds.yaml", KEPT)));

    List<String> orders =
        new FluxTree(new RepositoryFiles(folder))
            .look(spec).certificates().stream()
                .map(order -> order.object() + " " + order.secret() + " " + order.names())
                .toList();

    assertEquals(
        List.of(
            "Certificate network/wildcard network/wildcard-tls [*.example.org, example.org]",
            "Ingress apps/app apps/app-tls [app.example.org]",
            "Gateway network/outside network/outside [one.example.org, two.example.org]"),
        orders);
  }
}
