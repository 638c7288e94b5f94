package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.machineconfig.review.ConfigFinding;
import dev.blackstart.repository.BrokenCases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inventories and machine configs with one thing wrong each, and the line that says so. */
class BrokenConfigsTest {
  /** When the certificate of the case ca-expired has run out. */
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir Path folder;

  static Stream<String> cases() throws Exception {
    return BrokenCases.names().stream();
  }

  @Test
  void theRepositoryTheCasesStartFromIsInOrder() throws Exception {
    assertEquals("", found("base"));
  }

  @Test
  void thereAreSixtyAndEveryKindOfConfigFindingHasOne() throws Exception {
    List<String> names = BrokenCases.names();
    assertTrue(names.size() >= 60, names.size() + " cases");
    Arrays.stream(ConfigFinding.values())
        .map(ConfigFinding::id)
        .forEach(id -> assertTrue(names.contains(id), id));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCaseIsFoundWhereItWasWritten(String name) throws Exception {
    String found = found(name);
    if (Boolean.getBoolean("broken.write")) {
      Files.writeString(BrokenCases.folder(name).resolve("expected"), found);
    }
    assertEquals(BrokenCases.expected(name), found);
    assertTrue(!found.isEmpty(), "something is found");
  }

  private String found(String name) throws Exception {
    Path root = BrokenCases.repository(name, folder);
    ClusterSpec spec = BrokenCases.read(root);
    OperatorKeys keys = new OperatorKeys(Map.of(), root);
    SealedTexts sealed =
        SealedTexts.opened(
            keys, new SopsProgram("no-such-sops", root, keys, Runnable::run), new Redaction());
    Stream<Finding> all =
        Stream.concat(spec.findings().stream(), ConfigLook.findings(spec, sealed, NOW).stream());
    return BrokenCases.text(all.distinct().toList(), root);
  }
}
