package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.machineconfig.lint.Lint;
import dev.blackstart.machineconfig.lint.LintCases;
import dev.blackstart.repository.BrokenCases;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and machine configs that disagree in one thing each, and the line that says so. */
class LintsTest {
  @TempDir Path folder;

  static Stream<String> cases() throws Exception {
    return LintCases.names().stream();
  }

  @Test
  void aClusterThatIsInOrderHasNone() throws Exception {
    assertEquals("", found(""));
  }

  @Test
  void everyLintHasACase() throws Exception {
    List<String> names = LintCases.names();
    Arrays.stream(Lint.values()).map(Lint::id).forEach(id -> assertTrue(names.contains(id), id));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCaseYieldsItsFindingsAndNoOther(String name) throws Exception {
    String found = found(name);
    if (Boolean.getBoolean("lints.write")) {
      LintCases.write(name, found);
    }

    assertEquals(LintCases.expected(name), found);
    assertEquals(name.startsWith("quiet-"), lints(found).isEmpty(), found);
  }

  @Test
  void aSilencedLintStopsNothingAndIsToldWithItsReason() throws Exception {
    String found = found("silenced");

    assertTrue(found.contains("info cilium-kubeprism "), found);
    assertTrue(found.contains(": silenced: Cilium looks for the API server"), found);
    assertTrue(found.contains("says why: a proxy of our own listens there"), found);
  }

  private static List<String> lints(String found) {
    List<String> ids = Arrays.stream(Lint.values()).map(Lint::id).toList();
    return found
        .lines()
        .filter(line -> !line.startsWith(" ") && ids.contains(line.split(" ", -1)[1]))
        .toList();
  }

  private String found(String name) throws Exception {
    Path root = LintCases.repository(name, folder);
    ClusterSpec spec = BrokenCases.read(root);
    OperatorKeys keys = new OperatorKeys(Map.of(), root);
    SealedTexts sealed =
        SealedTexts.opened(
            keys, new SopsProgram("no-such-sops", root, keys, Runnable::run), new Redaction());
    Stream<Finding> all =
        Stream.concat(spec.findings().stream(), ConfigLook.lints(spec, sealed).stream());
    return BrokenCases.text(all.distinct().toList(), root);
  }
}
