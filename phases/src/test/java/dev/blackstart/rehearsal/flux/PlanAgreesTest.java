package dev.blackstart.rehearsal.flux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.repository.fluxtree.FluxTree;
import dev.blackstart.repository.source.RepositoryFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plan says can never become ready is what does not become ready in a rehearsal. */
class PlanAgreesTest {
  private static final Pattern NAMED = Pattern.compile("flux-system/([a-z-]+)");
  private static final String CONFIG_MAP =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: default}\n"
          + "data: {a: '%s'}\n";

  @TempDir Path folder;

  private static String kustomization(String name, String spec) {
    return """
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: %s, namespace: flux-system}
    spec:
      interval: 1h
      retryInterval: 30s
      timeout: 1m
      path: %s
      prune: true
      sourceRef: {kind: GitRepository, name: flux-system}
    """
            .formatted(name, name)
        + spec.indent(2);
  }

  @Test
  void theSameKustomizationsAreNotReadyAndForTheSameReason() throws Exception {
    Map<String, String> reasons =
        Map.ofEntries(
            Map.entry("gone", "ArtifactFailed"),
            Map.entry("component", "BuildFailed"),
            Map.entry("twice", "BuildFailed"),
            Map.entry("variables", "BuildFailed"),
            Map.entry("no-variables", "BuildFailed"),
            Map.entry("placeless", "ReconciliationFailed"),
            Map.entry("homeless", "ReconciliationFailed"),
            Map.entry("sealed", "ReconciliationFailed"),
            Map.entry("other-source", "ArtifactFailed"),
            Map.entry("dangling", "DependencyNotReady"),
            Map.entry("parent", "DependencyNotReady"),
            Map.entry("after-gone", "DependencyNotReady"),
            Map.entry("after-sleeper", "DependencyNotReady"));
    try (FluxWorld world = FluxWorld.embedded(folder)) {
      write(world);
      world.bootstrap();

      for (Map.Entry<String, String> reason : reasons.entrySet()) {
        world.kustomizationIs(reason.getKey(), reason.getValue());
      }
      world.kustomizationIs("sound", "ReconciliationSucceeded");
      world.kustomizationIs("flux-system", "ReconciliationSucceeded");
      Set<String> ready = new TreeSet<>(List.of("sound", "flux-system"));
      Set<String> known = new TreeSet<>(world.names(FluxTypes.KUSTOMIZATIONS, "flux-system"));
      known.removeAll(ready);

      // what the parent would bring never comes to be, so the rehearsal does not know it
      Set<String> said = said(world.repository);
      assertTrue(said.remove("child"), said.toString());
      assertEquals(known, said);
      assertEquals(List.of(), world.troubles);
    }
  }

  private static void write(FluxWorld world) throws Exception {
    String spec = "dependsOn: [{name: %s}]";
    String substitute = "postBuild: {substituteFrom: [{kind: ConfigMap, name: %s}]}";
    world
        .file(
            "cluster/ks.yaml",
            kustomization("sound", "wait: true")
                + kustomization("gone", "")
                + kustomization("after-gone", spec.formatted("gone"))
                + kustomization("component", "")
                + kustomization("twice", "")
                + kustomization("variables", "postBuild: {substitute: {A: b}}")
                + kustomization("no-variables", substitute.formatted("nowhere"))
                + kustomization("placeless", "")
                + kustomization("homeless", "")
                + kustomization("sealed", "")
                + kustomization("other-source", "").replace("name: flux-system}", "name: other}")
                + kustomization("dangling", spec.formatted("nobody"))
                + kustomization("parent", spec.formatted("child"))
                + kustomization("sleeper", "suspend: true")
                + kustomization("after-sleeper", spec.formatted("sleeper")))
        .file("sound/cm.yaml", CONFIG_MAP.formatted("sound", ""))
        .file("after-gone/cm.yaml", CONFIG_MAP.formatted("after-gone", ""))
        .file("component/kustomization.yaml", "components: [nowhere]\n")
        .file("twice/a.yaml", CONFIG_MAP.formatted("twice", "a"))
        .file("twice/b.yaml", CONFIG_MAP.formatted("twice", "b"))
        .file("variables/cm.yaml", CONFIG_MAP.formatted("variables", "${a.b}"))
        .file("no-variables/cm.yaml", CONFIG_MAP.formatted("no-variables", "${A}"))
        .file(
            "placeless/cm.yaml",
            CONFIG_MAP.formatted("placeless", "").replace(", namespace: default", ""))
        .file(
            "homeless/cm.yaml",
            CONFIG_MAP.formatted("homeless", "").replace("namespace: default", "namespace: apps"))
        .file(
            "sealed/secret.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: default}\n"
                + "stringData: {a: 'ENC[AES256_GCM,data:x]'}\nsops: {mac: 'ENC[x]'}\n")
        .file("other-source/cm.yaml", CONFIG_MAP.formatted("other-source", ""))
        .file("dangling/cm.yaml", CONFIG_MAP.formatted("dangling", ""))
        .file("parent/child.yaml", kustomization("child", ""))
        .file("child/cm.yaml", CONFIG_MAP.formatted("child", ""))
        .file("sleeper/cm.yaml", CONFIG_MAP.formatted("sleeper", ""))
        .file("after-sleeper/cm.yaml", CONFIG_MAP.formatted("after-sleeper", ""));
  }

  /** Everything of flux-system that a finding speaks of as not ready. */
  private static Set<String> said(Path repository) {
    List<Finding> findings =
        new FluxTree(new RepositoryFiles(repository))
            .findings(
                new ClusterSpec(
                    "lab",
                    repository,
                    new ClusterSpec.Family("", ""),
                    List.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of(new FluxSource("cluster", "flux-system")),
                    Map.of(),
                    List.of(),
                    ClusterSpec.Particulars.NONE));
    String about =
        findings.stream().map(finding -> subject(finding.what())).collect(Collectors.joining("\n"));
    Set<String> names = new TreeSet<>();
    for (Matcher named = NAMED.matcher(about); named.find(); ) {
      names.add(named.group(1));
    }
    return names;
  }

  /** Without what is named only because it is missing. */
  private static String subject(String what) {
    return what.replaceFirst(
        "(files come from|depends on Kustomization|variables come from) .*", "");
  }
}
