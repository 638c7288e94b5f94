package dev.blackstart.template.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One small folder a case: {@code expected.yaml} holds what it builds to, {@code refused.txt} what
 * a refusal says. The real kubectl is held against the same expectations where there is one.
 */
class CasesTest {
  private static final Path CASES =
      Path.of(System.getProperty("blackstart.root", "."), "phases/src/test/resources/kustomize");

  @TempDir Path scratch;

  @TestFactory
  Stream<DynamicTest> eachCaseBuildsToWhatIsExpected() throws IOException {
    return cases().map(folder -> DynamicTest.dynamicTest(name(folder), () -> expect(folder)));
  }

  @TestFactory
  Stream<DynamicTest> kubectlExpectsTheSame() throws IOException {
    return cases().map(folder -> DynamicTest.dynamicTest(name(folder), () -> judge(folder)));
  }

  private static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<Path> sorted = folders.sorted().toList();
      assertTrue(sorted.size() > 20, "cases in " + CASES);
      return sorted.stream();
    }
  }

  private static String name(Path folder) {
    return folder.getFileName().toString().replace('-', ' ');
  }

  private static void expect(Path folder) throws IOException {
    SourceTree tree = new FolderTree(folder);
    Path refused = folder.resolve("refused.txt");
    try {
      List<Kustomize.BuiltObject> built = Kustomize.build(tree, "");
      assertTrue(Files.notExists(refused), "builds, but should not");
      Map<String, String> expected =
          KubectlKustomize.parsed(Files.readString(folder.resolve("expected.yaml")));
      Map<String, String> ours =
          KubectlKustomize.byId(built.stream().map(Kustomize.BuiltObject::object).toList());
      assertEquals(expected.keySet(), ours.keySet());
      expected.forEach((id, json) -> assertEquals(json, ours.get(id)));
    } catch (KustomizeProblem problem) {
      if (Files.notExists(refused)) {
        throw problem;
      }
      String phrase = Files.readString(refused).strip();
      assertTrue(problem.getMessage().contains(phrase), problem.getMessage());
      assertTrue(problem.getMessage().matches("[A-Za-z/.-]+:(\\d+:)? .*"), problem.getMessage());
    }
  }

  private void judge(Path folder) throws IOException, InterruptedException {
    String judged = KubectlKustomize.orSkip().build(folder, scratch);
    Path refused = folder.resolve("refused.txt");
    if (judged.startsWith("!")) {
      if (Files.notExists(refused)) {
        fail("kubectl refuses: " + judged);
      }
      assertTrue(judged.contains(Files.readString(refused).strip()), judged);
    } else {
      assertEquals(
          KubectlKustomize.parsed(Files.readString(folder.resolve("expected.yaml"))),
          KubectlKustomize.parsed(judged));
    }
  }
}
