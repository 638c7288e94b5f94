package dev.blackstart.template.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Walks whole Flux trees of real repositories, from the folder that is synced. */
class FluxWalkTest {
  private final Set<String> seen = new TreeSet<>();
  private final Map<String, String> broken = new TreeMap<>();

  @Test
  void everyKustomizationOfHomeOpsBuilds() {
    walk("home-ops", "./kubernetes/flux/cluster");

    assertEquals(18, seen.size());
    assertEquals(Map.of(), broken);
  }

  @Test
  void whatIsBrokenInK8sGitopsIsFound() {
    walk("k8s-gitops", "./kubernetes/clusters/infra");

    assertEquals(26, seen.size());
    assertEquals(
        Map.of(
            "flux-system/cloudnative-pg-shared-cluster",
            "no folder",
            "flux-system/cluster-networkpolicy-baseline",
            "kubernetes/infrastructure/security/networkpolicy/external-secrets/kustomization.yaml:11",
            "kube-system/coredns",
            "kubernetes/infrastructure/networking/coredns/app/kustomization.yaml:7"),
        broken);
  }

  private void walk(String sample, String path) {
    Path root = Path.of(System.getProperty("blackstart.root", "."), "../shared/samples", sample);
    assumeTrue(Files.isDirectory(root), "no samples beside the repository: " + sample);
    walk(new FolderTree(root), "root", path, Map.of());
  }

  private void walk(SourceTree tree, String name, String path, Map<String, Object> spec) {
    String folder = FluxBuild.folder(path).orElse(path);
    if (!tree.isFolder(folder)) {
      broken.put(name, "no folder");
      return;
    }
    List<BuiltObject> built;
    try {
      built = FluxBuild.build(tree, folder, spec);
    } catch (KustomizeProblem problem) {
      broken.put(name, problem.place());
      return;
    }
    for (BuiltObject object : built) {
      Map<String, Object> fields = object.object();
      String apiVersion = Values.text(fields, "apiVersion");
      if (apiVersion.startsWith("kustomize.toolkit.fluxcd.io/")) {
        String id =
            Values.text(fields, "metadata", "namespace")
                + "/"
                + Values.text(fields, "metadata", "name");
        if (seen.add(id)) {
          walk(tree, id, Values.text(fields, "spec", "path"), Values.asMap(fields.get("spec")));
        }
      }
    }
  }
}
