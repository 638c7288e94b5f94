package dev.blackstart.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.repository.source.FindingKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FindingsTest {
  @TempDir Path folder;

  static Stream<String> cases() throws IOException {
    return FindingCases.names().stream();
  }

  @Test
  void everyIdHasACaseAndEveryCaseAnId() throws IOException {
    List<String> ids = Arrays.stream(FindingKind.values()).map(FindingKind::id).sorted().toList();

    assertEquals(ids, FindingCases.names());
  }

  @Test
  void theRepositoryTheCasesStartFromIsInOrder() throws IOException {
    Path root = FindingCases.repository("base", folder);

    assertEquals("", FindingCases.found(RepositoryReader.read(root)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCaseYieldsItsFindingsAndNoOther(String name) throws IOException {
    Path root = FindingCases.repository(name, folder);

    String found = FindingCases.found(RepositoryReader.read(root));

    assertEquals(FindingCases.expected(name), found);
    assertTrue(found.contains(" " + name + " "), () -> "its own id is among them: " + found);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFindingIsOneLineAndItsRemedyAnother(String name) throws IOException {
    Path root = FindingCases.repository(name, folder);

    RepositoryReader.read(root).clusters().values().stream()
        .flatMap(cluster -> cluster.findings().stream())
        .forEach(
            finding -> {
              assertEquals(1, finding.what().lines().count());
              assertEquals(1, finding.remedy().lines().count());
            });
  }
}
