package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.blackstart.rehearsal.real.RealPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The charts of a real bootstrap, installed by real Helm, roll out on machines that do not exist.
 */
class RealChartsTest {
  @TempDir Path folder;

  @Test
  void onARealApiServerTheChartsOfABootstrapRollOutAndCiliumOpensTheNodes() throws Exception {
    rollOut(true);
  }

  @Test
  void onTheEmbeddedApiServerTheyDoSoToo() throws Exception {
    rollOut(false);
  }

  private void rollOut(boolean real) throws Exception {
    Path programs = RealPrograms.assume();
    Path charts = Path.of(System.getProperty("blackstart.root"), "..", "shared", "charts");
    Assumptions.assumeTrue(Files.isDirectory(charts), "../shared/charts is not here");
    try (Playground play = new Playground(programs, folder, real, 60)) {
      play.kubectl("wait", "node", "--all", "--for=create", "--timeout=30s");
      assertEquals(
          List.of(false), play.hosts.stream().map(FakeHost::toldReady).distinct().toList());
      play.helm(
          "install",
          "cilium",
          charts.resolve("cilium-1.18.5.tgz").toString(),
          "-n",
          "kube-system",
          "--set",
          "ipam.mode=kubernetes,kubeProxyReplacement=true,k8sServiceHost=localhost,k8sServicePort=7445");
      play.kubectl("wait", "node", "--all", "--for=condition=Ready", "--timeout=60s");
      play.kubectl("wait", "ciliumnode/infra-16", "--for=create", "--timeout=30s");
      install(play, charts, "coredns", "1.45.0", "kube-system");
      install(play, charts, "spegel", "0.7.4", "kube-system");
      install(
          play, charts, "cert-manager", "v1.19.2", "cert-manager", "--set", "crds.enabled=true");
      // Refused unless the API server reaches the webhook of cert-manager through our proxy.
      play.apply(
          "{apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: {name: self}, spec:"
              + " {selfSigned: {}}}");
      play.kubectl("wait", "clusterissuer/self", "--for=condition=Ready", "--timeout=60s");
      install(play, charts, "external-secrets", "1.2.0", "external-secrets");
      install(play, charts, "flux-operator", "0.36.0", "flux-system");
      for (String name :
          play.kubectl(
                  "get",
                  "deploy,ds",
                  "-A",
                  "-o",
                  "custom-columns=N:.metadata.namespace,K:.kind,M:.metadata.name",
                  "--no-headers")
              .split("\n")) {
        String[] words = name.trim().split(" +");
        play.kubectl(
            "rollout", "status", words[1] + "/" + words[2], "-n", words[0], "--timeout=60s");
      }
      assertFalse(
          play.kubectl(
                  "get",
                  "endpointslices",
                  "-A",
                  "-l",
                  "kubernetes.io/service-name=cert-manager-webhook",
                  "-o",
                  "jsonpath={.items[*].endpoints[*].addresses[*]}")
              .isBlank());
      assertEquals(List.of(true), play.hosts.stream().map(FakeHost::toldReady).distinct().toList());
      assertEquals(List.of(), play.troubles);
    }
  }

  private static void install(
      Playground play, Path charts, String chart, String version, String namespace, String... more)
      throws Exception {
    String[] arguments =
        new String[] {
          "install",
          chart,
          charts.resolve(chart + "-" + version + ".tgz").toString(),
          "-n",
          namespace,
          "--create-namespace",
          "--timeout",
          "90s"
        };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    play.helm(all);
  }
}
