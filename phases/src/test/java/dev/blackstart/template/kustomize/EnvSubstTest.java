package dev.blackstart.template.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expressions and what Flux's own envsubst made of them; an exclamation mark begins a refusal. */
class EnvSubstTest {
  private static final Map<String, String> VARIABLES =
      Map.of("A", "value", "EMPTY", "", "PATH", "path/to/file.tar.gz", "U", "äbc", "N", "8080");

  @Test
  void everyExpressionComesOutAsInFlux() throws IOException {
    Path table =
        Path.of(
            System.getProperty("blackstart.root", "."),
            "phases/src/test/resources/kustomize-flux/envsubst.txt");
    List<String> differences = new ArrayList<>();
    List<String> lines = Files.readAllLines(table);
    for (String line : lines) {
      int tab = line.indexOf('\t');
      String expression = line.substring(0, tab);
      String expected = line.substring(tab + 1);
      String ours = evaluate(expression);
      if (!ours.equals(expected)) {
        differences.add(expression + " -> " + ours + " instead of " + expected);
      }
    }
    assertEquals(List.of(), differences);
    assertEquals(75, lines.size());
  }

  private static String evaluate(String expression) {
    try {
      return EnvSubst.replace(expression, VARIABLES);
    } catch (KustomizeProblem problem) {
      return "!" + problem.what().replace("variable substitution failed: ", "");
    }
  }
}
