package dev.blackstart.template.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kustomization of real repositories, against kubectl. */
class RealRepositoriesTest {
  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({"home-ops,41", "k8s-gitops,67", "talhelper,28", "topf,17"})
  void everyFolderBuildsAndFailsAsWithKubectl(String sample, int atLeast) throws Exception {
    Path root = Path.of(System.getProperty("blackstart.root", "."), "../shared/samples", sample);
    assumeTrue(Files.isDirectory(root), "no samples beside the repository: " + sample);
    KustomizeComparison comparison =
        new KustomizeComparison(root, KubectlKustomize.orSkip(), scratch);

    comparison.run();

    System.out.println(sample + ": " + comparison);
    assertEquals(List.of(), comparison.differing());
    assertTrue(comparison.folders() >= atLeast, comparison.toString());
  }
}
