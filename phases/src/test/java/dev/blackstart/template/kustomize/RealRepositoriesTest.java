package dev.blackstart.template.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kustomization of real repositories, against kubectl. */
class RealRepositoriesTest {
  private static final List<String> REFUSALS =
      List.of(
          "may not add resource with an already registered id",
          "no such file or directory",
          "expected kind != 'Component'",
          "unable to find one of");

  @TempDir Path scratch;

  @Test
  void homeOpsBuildsAsKubectlBuildsIt() throws Exception {
    compare("home-ops", 40);
  }

  @Test
  void k8sGitopsBuildsAndFailsAsWithKubectl() throws Exception {
    compare("k8s-gitops", 40);
  }

  private void compare(String sample, int atLeast) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("blackstart.root", "."), "../shared/samples", sample);
    assumeTrue(Files.isDirectory(root), "no samples beside the repository: " + sample);
    KubectlKustomize kubectl = KubectlKustomize.orSkip();
    SourceTree tree = new FolderTree(root);
    List<String> differences = new ArrayList<>();
    int seen = 0;
    for (String folder : folders(root)) {
      seen++;
      String judged = kubectl.build(root.resolve(folder), scratch);
      try {
        Map<String, String> ours = KubectlKustomize.ours(tree, folder);
        if (judged.startsWith("!")) {
          differences.add(folder + " builds here, kubectl says " + judged);
        } else {
          assertEquals(KubectlKustomize.parsed(judged), ours, folder);
        }
      } catch (KustomizeProblem problem) {
        boolean same =
            judged.startsWith("!") && REFUSALS.stream().anyMatch(r -> fits(r, problem, judged));
        if (!same) {
          differences.add(folder + " refused: " + problem.getMessage() + " -- kubectl: " + judged);
        }
      }
    }
    assertEquals(List.of(), differences);
    assertTrue(seen >= atLeast, "kustomizations seen in " + sample + ": " + seen);
  }

  private static boolean fits(String refusal, KustomizeProblem problem, String judged) {
    return problem.what().contains(refusal) && judged.contains(refusal);
  }

  private static List<String> folders(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().equals("kustomization.yaml"))
          .map(file -> root.relativize(file.getParent()).toString())
          .sorted()
          .toList();
    }
  }
}
