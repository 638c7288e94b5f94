package dev.blackstart.repository.fluxtree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.source.RepositoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real Flux trees against an independent walk of them by {@code kubectl kustomize}: the same
 * Kustomizations do not build, the same dependencies name nothing.
 */
class FluxTreeSamplesTest {
  private static final Path SHARED =
      Path.of(System.getProperty("blackstart.root", "."), "../shared").normalize();
  private static final Pattern BAD = Pattern.compile("BAD \\(\\('([^']+)', '([^']+)'\\)");
  private static final Pattern DANGLING =
      Pattern.compile("DANGLING \\('([^']+)', '([^']+)'\\) \\{'name': '([^']+)'");

  @TempDir Path scratch;

  @Test
  void nothingIsWrongWithHomeOps() {
    assertEquals(List.of(), findings("home-ops", "kubernetes/flux/cluster"));
  }

  @Test
  void theFaultsOfTheInfraClusterAreFoundEachWithItsPlace() {
    List<String> lines = lines("k8s-gitops", "kubernetes/clusters/infra");

    String base = "kubernetes/infrastructure/";
    assertEquals(
        List.of(
            "kustomization-resource "
                + base
                + "security/networkpolicy/external-secrets/kustomization.yaml:11:"
                + " flux-system/cluster-networkpolicy-baseline",
            "object-twice "
                + base
                + "networking/coredns/app/kustomization.yaml:7: kube-system/coredns",
            "kustomization-path "
                + base
                + "databases/cloudnative-pg/shared-cluster/ks.yaml:22:"
                + " flux-system/cloudnative-pg-shared-cluster",
            // Grafana's ${__field.labels.job} is no variable Flux can read
            "kustomize-build "
                + base
                + "observability/dashboards/observability/victoria-metrics-cluster.yaml:1408:"
                + " flux-system/observability-victoria-metrics-vmcluster",
            "flux-field "
                + base
                + "observability/victoria-metrics/vmagent/helmrelease.yaml:15:"
                + " flux-system/observability-victoria-metrics-vmagent",
            "object-without-namespace "
                + base
                + "observability/victoria-logs/ocirepository.yaml:2:"
                + " flux-system/observability-victoria-logs",
            "flux-field "
                + base
                + "observability/victoria-logs/helmrelease.yaml:14:"
                + " flux-system/observability-victoria-logs",
            "depends-on-unknown "
                + base
                + "observability/victoria-metrics/vmagent/ks.yaml:21:"
                + " flux-system/observability-victoria-metrics-vmagent",
            "depends-on-unknown "
                + base
                + "observability/victoria-logs/ks.yaml:22:"
                + " flux-system/observability-victoria-logs",
            "namespace-unknown "
                + base
                + "networking/cloudflared/app/ocirepository.yaml:2: flux-system/cloudflared",
            "namespace-unknown "
                + base
                + "observability/victoria-metrics/vmagent/helmrelease.yaml:2:"
                + " flux-system/observability-victoria-metrics-vmagent"),
        lines);
  }

  @Test
  void aClusterWhoseFirstStepNeedsItsOwnOutcomeIsFound() {
    List<String> lines = lines("k8s-gitops", "kubernetes/clusters/apps");

    assertTrue(
        lines.contains(
            "depends-on-cycle kubernetes/clusters/apps/infrastructure.yaml:19:"
                + " nobody can be first: flux-system/cluster-apps-infrastructure"),
        lines.toString());
  }

  @Test
  void whatWaitsForTheBrokenIsNamed() {
    String waiting =
        findings("k8s-gitops", "kubernetes/clusters/infra").stream()
            .filter(finding -> finding.id().equals("flux-waits"))
            .map(Finding::what)
            .collect(Collectors.joining("\n"));

    assertTrue(
        waiting.contains(
            "for flux-system/observability-victoria-metrics-vmagent wait:"
                + " HelmRelease observability/victoria-metrics"),
        waiting);
  }

  @Test
  void homeOpsIsJudgedAsByAnIndependentWalk() throws Exception {
    compare("home-ops", "kubernetes/flux/cluster");
  }

  @Test
  void infraIsJudgedAsByAnIndependentWalk() throws Exception {
    compare("k8s-gitops", "kubernetes/clusters/infra");
  }

  @Test
  void appsIsJudgedAsByAnIndependentWalk() throws Exception {
    compare("k8s-gitops", "kubernetes/clusters/apps");
  }

  @Test
  void theTalhelperSampleIsJudgedAsByAnIndependentWalk() throws Exception {
    compare("talhelper", "kubernetes/flux/cluster");
  }

  @Test
  void theTopfSampleIsJudgedAsByAnIndependentWalk() throws Exception {
    compare("topf", "kubernetes/flux/cluster");
  }

  private void compare(String sample, String path) throws IOException, InterruptedException {
    String judged = judge(sample, path);
    TreeSet<String> expected = new TreeSet<>();
    for (Matcher bad = BAD.matcher(judged); bad.find(); ) {
      expected.add("does not build: " + bad.group(1) + "/" + bad.group(2));
    }
    for (Matcher dangling = DANGLING.matcher(judged); dangling.find(); ) {
      expected.add(
          dangling.group(1) + "/" + dangling.group(2) + " depends on " + dangling.group(3));
    }

    TreeSet<String> ours = new TreeSet<>();
    for (Finding finding : findings(sample, path)) {
      String who = finding.what().split("[ :]", 2)[0];
      switch (finding.id()) {
        case "kustomization-path", "kustomization-resource" -> ours.add("does not build: " + who);
        case "object-twice", "kustomize-build" -> {
          // variables are replaced after the build, which the other walk does not do
          if (!finding.what().contains("post build failed")) {
            ours.add("does not build: " + who);
          }
        }
        case "depends-on-unknown" ->
            ours.add(who + " depends on " + finding.what().replaceFirst(".*/([^,]+),.*", "$1"));
        default -> {}
      }
    }
    assertEquals(expected, ours, judged);
  }

  private String judge(String sample, String path) throws IOException, InterruptedException {
    Path walk = SHARED.resolve("tools/fluxwalk.py");
    assumeTrue(Files.exists(walk), "no other walk beside the repository: " + walk);
    String assets = System.getenv("KUBEBUILDER_ASSETS");
    assumeTrue(assets != null, "KUBEBUILDER_ASSETS is not set: no kubectl to walk with");
    Path output = scratch.resolve("walk.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3", walk.toString(), SHARED.resolve("samples/" + sample).toString(), path);
    builder.environment().merge("PATH", assets, (paths, own) -> own + ":" + paths);
    builder.environment().put("TMPDIR", scratch.toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    int exit = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assumeTrue(!text.contains("ModuleNotFoundError"), "python3 has no yaml: " + text);
    assertEquals(0, exit, text);
    return text;
  }

  private static List<String> lines(String sample, String path) {
    return findings(sample, path).stream()
        .filter(finding -> finding.level() == Finding.Level.WARNING)
        .map(
            finding ->
                finding.id()
                    + " "
                    + finding.at()
                    + ": "
                    + finding.what().replaceFirst("^(nobody can be first: )?([^ :]+).*", "$1$2"))
        .toList();
  }

  /** Its namespace is there before Flux. */
  private static Release bootstrapped() {
    return new Release(
        "cert-manager",
        "cert-manager",
        new ChartRef("cert-manager", "oci://charts.example.org/cert-manager", "1.19.0"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Place("helmfile.yaml", 1));
  }

  private static List<Finding> findings(String sample, String path) {
    Path root = SHARED.resolve("samples").resolve(sample);
    assumeTrue(Files.isDirectory(root), "no samples beside the repository: " + root);
    return new FluxTree(new RepositoryFiles(root))
        .findings(
            new ClusterSpec(
                "lab",
                root,
                new ClusterSpec.Family("", ""),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(bootstrapped()),
                Optional.of(new FluxSource(path, "flux-system")),
                Map.of(),
                List.of(),
                ClusterSpec.Particulars.NONE));
  }
}
