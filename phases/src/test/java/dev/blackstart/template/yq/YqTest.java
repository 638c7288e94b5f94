package dev.blackstart.template.yq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.template.yaml.Yaml;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YqTest {
  private static final String RENDERED =
      """
      # Source: a
      kind: CustomResourceDefinition
      metadata:
        name: one
      ---
      # Source: b
      kind: Deployment
      metadata:
        name: two
        labels: {app.kubernetes.io/name: two, tier: web}
      ---
      kind: CustomResourceDefinition
      metadata:
        name: three
      """;
  private static final Map<String, String> FILES =
      Map.of("r.yaml", RENDERED, "a.yaml", "a: 1\nb: {c: x, d: null}\n", "b.yaml", "b: {c: y}\n");

  private static String yq(String... arguments) {
    return Yq.run(Arrays.asList(arguments), FILES::get, Optional.empty());
  }

  @Test
  void onlyTheChosenDocumentsArePrinted() {
    String crds =
        "kind: CustomResourceDefinition\nmetadata:\n  name: one\n---\n"
            + "kind: CustomResourceDefinition\nmetadata:\n  name: three\n";
    String expression = "select(.kind == \"CustomResourceDefinition\")";
    assertEquals(crds, yq("ea", "--exit-status", expression, "r.yaml"));
    assertEquals(crds, yq(expression, "r.yaml"));
    assertEquals(crds, Yq.run(List.of("ea", "-e", expression), FILES::get, Optional.of(RENDERED)));
    assertEquals(2, Yq.evaluate(expression, Yaml.parse(RENDERED, "r.yaml")).size());
  }

  @Test
  void exitStatusMeansThatSomethingMustMatch() {
    assertEquals("", yq("select(.kind == \"None\")", "r.yaml"));
    assertEquals(
        "no matches found",
        assertThrows(YqProblem.class, () -> yq("-e", "select(.kind == \"None\")", "r.yaml"))
            .getMessage());
  }

  @Test
  void pathsReachMapsAndLists() {
    assertEquals("x\n", yq(".b.c", "a.yaml"));
    assertEquals("null\n", yq(".b.none.deep", "a.yaml"));
    assertEquals(
        "two\n",
        yq("select(.kind == \"Dep*\") | .metadata.labels[\"app.kubernetes.io/name\"]", "r.yaml"));
    assertEquals("x\nnull\n", yq(".b[]", "a.yaml"));
    assertEquals("b\na\n", Yq.run(List.of(".l[-1], .l[0]"), FILES::get, Optional.of("l: [a, b]")));
    assertEquals("- a\n- b\n", yq("keys", "a.yaml"));
    assertEquals("2\n", yq("length", "a.yaml"));
  }

  @Test
  void conditionsCombine() {
    assertEquals(
        "three\n",
        yq(
            "select(.kind == \"Custom*\" and .metadata.name != \"one\") | .metadata.name",
            "r.yaml"));
    assertEquals("fallback\n", yq(".b.d // \"fallback\"", "a.yaml"));
    assertEquals("true\n", yq("(.b | has(\"d\")) and (.b.d | not)", "a.yaml"));
    assertEquals(
        "two\n", yq(".. | select(has(\"tier\")) | .[\"app.kubernetes.io/name\"]", "r.yaml"));
  }

  @Test
  void partsCanBeDeletedAndFilesMerged() {
    assertEquals("b:\n  d: null\n", yq("del(.a, .b.c)", "a.yaml"));
    assertEquals(
        "a: 1\nb:\n  c: y\n  d: null\n",
        yq("ea", "select(fi == 0) * select(fi == 1)", "a.yaml", "b.yaml"));
  }

  @Test
  void placesAreSetFromTheEnvironmentAndFromWhatTheyHold() {
    assertEquals(
        "a: 1\nb:\n  c: y\n  d: null\nsync:\n  path: \"clusters/lab/apps\"\n",
        Yq.run(
            List.of(
                ".sync.path = \"clusters/\" + env(CLUSTER) + \"/apps\" | select(.a)", "both.yaml"),
            name -> "a: 1\nb: {c: y, d: null}\n",
            Optional.empty(),
            name -> Optional.of("lab").filter(value -> name.equals("CLUSTER"))));
    assertEquals("4\n", yq(".a |= 1 + 3 | .a", "a.yaml"));
    assertEquals(
        "Value for env variable 'NONE' not provided in env()",
        assertThrows(YqProblem.class, () -> yq("strenv(NONE)", "a.yaml")).getMessage());
  }

  @Test
  void whatIsNotEvaluatedHereIsRefusedByName() {
    Map<String, String> refused =
        Map.of(
            ".a += 1", "+=",
            ".a - 1", "-",
            "sort_by(.a)", "sort_by",
            "[.a]", "[",
            ".a as $x | $x", "as");
    refused.forEach(
        (expression, part) ->
            assertEquals(
                "\"" + part + "\" in the yq expression '" + expression + "' is not supported",
                assertThrows(YqProblem.class, () -> yq(expression, "a.yaml")).getMessage()));
    assertEquals(
        "yq's option \"-i\" is not supported",
        assertThrows(YqProblem.class, () -> yq("-i", ".a", "a.yaml")).getMessage());
    assertEquals(
        "\")\" is missing in the yq expression 'select(.a'",
        assertThrows(YqProblem.class, () -> yq("select(.a", "a.yaml")).getMessage());
  }
}
