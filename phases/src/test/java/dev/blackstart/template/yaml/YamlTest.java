package dev.blackstart.template.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlTest {
  private static String problem(String text) {
    return assertThrows(YamlProblem.class, () -> Yaml.parse(text, "a.yaml")).getMessage();
  }

  private static Object read(String text) {
    return Reading.TALOS.read(Yaml.document(text, "a.yaml"));
  }

  @Test
  void everyNodeAndKeyKnowsItsPlace() {
    MapNode root = (MapNode) Yaml.document("# c\na: 1\nb:\n  - x\n  - y: z\n", "dir/a.yaml");
    assertEquals(new Mark("dir/a.yaml", 2, 1), root.mark());
    assertEquals("dir/a.yaml:3", root.entry("b").orElseThrow().key().mark().toString());
    assertEquals(new Mark("dir/a.yaml", 5, 8), root.at("b.1.y").orElseThrow().mark());
    assertEquals(Optional.of("z"), root.text("b.1.y"));
    assertEquals(Optional.empty(), root.at("b.2"));
    assertEquals(Optional.empty(), root.at("a.b"));
  }

  @Test
  void documentsWithoutContentAreSkipped() {
    List<YamlNode> documents =
        Yaml.parse("# only\n---\na: 1\n---\n# none\n---\n~\n...\n", "a.yaml");
    assertEquals(2, documents.size());
    assertEquals(3, documents.get(0).mark().line());
    assertTrue(((ScalarNode) documents.get(1)).isNull());
    assertEquals(List.of(), Yaml.parse("", "a.yaml"));
  }

  @Test
  void aKeySetTwiceIsAProblemThatNamesBothLines() {
    assertEquals("a.yaml:3: key \"a\" is already set on line 1", problem("a: 1\nb: 2\na: 3\n"));
    assertEquals("a.yaml:2: key \"k\" is already set on line 2", problem("l:\n- {k: 1, k: 2}\n"));
  }

  @Test
  void aBrokenTextIsOneLineWithItsPlace() {
    assertTrue(problem("a: b: c\n").startsWith("a.yaml:1: "), problem("a: b: c\n"));
    assertTrue(problem("a: 1\n\tb: 2\n").startsWith("a.yaml:2: "));
    assertEquals("a.yaml:2: character U+0001 is not allowed in YAML", problem("a: 1\nb: \u0001\n"));
    assertEquals("a.yaml:1: unknown anchor \"x\"", problem("a: *x\n"));
    assertTrue(problem("a: [1, 2\n").lines().count() == 1);
    assertEquals("a.yaml:1: a mapping key must be a scalar", problem("[1]: 2\n"));
  }

  @Test
  void aliasesStandForTheirAnchor() {
    assertEquals(
        Map.of("a", Map.of("x", 1L), "b", List.of(Map.of("x", 1L), 2L), "c", 2L),
        read("a: &m {x: 1}\nb: [*m, &n 2]\nc: *n\n"));
    assertEquals("a.yaml:1: anchor \"x\" contains itself", problem("a: &x [*x]\n"));
  }

  @Test
  void mergedKeysYieldToTheMappingsOwnAndToEarlierSources() {
    assertEquals(
        Map.of("x", 1L, "y", 20L, "z", 300L),
        ((Map<?, ?>)
                read(
                    "a: &a {x: 10, y: 20}\nb: &b {y: 200, z: 300}\n"
                        + "c:\n  x: 1\n  <<: [*a, *b]\n"))
            .get("c"));
    assertEquals(Map.of("<<", 1L), read("\"<<\": 1\n"));
    assertEquals("a.yaml:1: a merge key takes a mapping or a list of mappings", problem("<<: 1\n"));
  }

  @Test
  void aFewLinesOfAliasesCannotGrowToBillions() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String item = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (item + ", ").repeat(8) + item));
    }
    assertTrue(problem(bomb.toString()).contains("its aliases stand for more than"));
    assertTrue(problem("[".repeat(5000)).contains("nested deeper"));
  }

  @Test
  void jsonKeepsItsNumbersAndRefusesDuplicates() {
    assertEquals(
        Map.of("a", List.of(1L, 1.5, "x", true), "b", 9007199254740993L),
        Yaml.json("{\"a\":[1,1.5,\"x\",true],\n\t\"b\":9007199254740993}", "a.json"));
    assertTrue(
        assertThrows(YamlProblem.class, () -> Yaml.json("{\"a\":1,\n\"a\":2}", "a.json"))
            .getMessage()
            .startsWith("a.json:2: "));
    assertThrows(YamlProblem.class, () -> Yaml.json("{} x", "a.json"));
  }

  @Test
  void oneDocumentMeansOne() {
    assertEquals(
        "a.yaml:1: the file is empty",
        assertThrows(YamlProblem.class, () -> Yaml.document("#\n", "a.yaml")).getMessage());
    assertEquals(
        "a.yaml:3: one document expected, here is a second",
        assertThrows(YamlProblem.class, () -> Yaml.document("a: 1\n---\nb: 2\n", "a.yaml"))
            .getMessage());
  }
}
