package dev.blackstart.template.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.TemplateProblem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JinjaTest {
  private static Map<String, Object> vars() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", 1);
    map.put("b", "z");
    return Map.of(
        "x",
        "v",
        "l",
        List.of(1, 2, 3),
        "m",
        map,
        "s",
        "a b",
        "u",
        List.of(3, 1, 2, 1),
        "ms",
        List.of(Map.of("n", "b", "v", 1), Map.of("n", "a", "v", 2)));
  }

  private static String render(String text) {
    return Jinja.render(text, "node.yaml.j2", vars(), Map.of("HOME", "/h"));
  }

  private static String problem(String text) {
    return assertThrows(TemplateProblem.class, () -> render(text)).getMessage();
  }

  @TestFactory
  List<DynamicTest> minijinjaMakesTheSame() {
    return Arrays.stream(JinjaExamples.ALL)
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[0].replace("\n", "\\n"), () -> assertEquals(row[1], render(row[0]))))
        .toList();
  }

  @Test
  void whatIsUndefinedIsAnErrorWithItsLine() {
    assertEquals("node.yaml.j2:2: variable \"nope\" is undefined", problem("a\n{{ nope }}"));
    assertEquals("node.yaml.j2:1: variable \"m.nope\" is undefined", problem("{{ m.nope }}"));
    assertEquals("node.yaml.j2:1: variable \"m.nope\" is undefined", problem("{{ m.nope.x }}"));
    assertEquals(
        "node.yaml.j2:3: variable \"nope\" is undefined",
        problem("\n\n{% if nope == 'controlplane' %}a{% endif %}"));
    assertEquals(
        "node.yaml.j2:1: variable \"nope\" is undefined",
        problem("{% for i in nope %}{% endfor %}"));
    assertEquals("node.yaml.j2:1: variable \"ENV.NOPE\" is undefined", problem("{{ ENV.NOPE }}"));
  }

  @Test
  void whatIsUnknownIsAnErrorWithItsName() {
    assertEquals("node.yaml.j2:1: filter \"nope\" is unknown", problem("{{ 1|nope }}"));
    assertEquals("node.yaml.j2:1: test \"nope\" is unknown", problem("{{ 1 is nope }}"));
    assertEquals("node.yaml.j2:1: function \"nope\" is unknown", problem("{{ nope() }}"));
    assertEquals("node.yaml.j2:1: unknown statement \"nope\"", problem("{% nope %}"));
    assertEquals(
        "node.yaml.j2:1: statement \"extends\" is not supported", problem("{% extends 'a' %}"));
    assertEquals(
        "node.yaml.j2:1: string has no method named \"getClass\"", problem("{{ x.getClass() }}"));
    assertEquals("node.yaml.j2:1: variable \"x.class\" is undefined", problem("{{ x.class }}"));
  }

  @Test
  void aBrokenTemplateIsOneLine() {
    assertEquals(
        "node.yaml.j2:2: unexpected end of input, expected {% endif %}", problem("{% if x %}\na"));
    assertEquals("node.yaml.j2:1: unexpected end of string", problem("{{ 'a }}"));
    assertEquals("node.yaml.j2:1: unexpected end of comment", problem("{# a"));
    assertEquals("node.yaml.j2:1: unexpected end of block, expected a name", problem("{% for %}"));
    assertTrue(problem("{{ (1 }}").startsWith("node.yaml.j2:1: unexpected"));
  }

  @Test
  void environmentVariablesStandUnderEnv() {
    assertEquals("/h none", render("{{ ENV.HOME }} {{ ENV.NOPE|default('none') }}"));
  }

  @Test
  void otherFilesComeFromTheResolverOnly() {
    Map<String, String> files =
        Map.of(
            "part.j2",
            "[{{ x }}{{ y }}]\n",
            "macros.j2",
            "{% macro disk(name) %}disk: {{ name }}{% endmacro %}{% set size = 5 %}",
            "self.j2",
            "{% include 'self.j2' %}",
            "broken.j2",
            "\n{{ nope }}");
    java.util.function.Function<String, Optional<String>> resolver =
        name -> Optional.ofNullable(files.get(name));
    java.util.function.Function<String, String> render =
        text -> Jinja.render(text, "t.j2", vars(), Map.of(), resolver, JinjaStyle.DEFAULT);
    assertEquals("a[v1]b", render.apply("{% set y = 1 %}a{% include 'part.j2' %}b"));
    assertEquals("ab", render.apply("a{% include 'none.j2' ignore missing %}b"));
    assertEquals(
        "disk: sda 5",
        render.apply("{% import 'macros.j2' as m %}{{ m.disk('sda') }} {{ m.size }}"));
    assertEquals(
        "disk: sda", render.apply("{% from 'macros.j2' import disk as d %}{{ d('sda') }}"));
    assertEquals(
        "t.j2:1: template \"none.j2\" does not exist",
        assertThrows(TemplateProblem.class, () -> render.apply("{% include 'none.j2' %}"))
            .getMessage());
    assertEquals(
        "broken.j2:2: variable \"nope\" is undefined",
        assertThrows(TemplateProblem.class, () -> render.apply("{% include 'broken.j2' %}"))
            .getMessage());
    assertTrue(
        assertThrows(TemplateProblem.class, () -> render.apply("{% include 'self.j2' %}"))
            .getMessage()
            .contains("nest deeper than"));
  }

  @Test
  void noTemplateRunsOrWritesWithoutBound() {
    assertTrue(problem("{{ range(1000000) }}").contains("range has too many elements"));
    assertTrue(problem("{{ 'x' * 1000000000 }}").contains("cannot repeat"));
    assertTrue(
        problem("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}").contains("nest deeper than"));
    assertTrue(
        problem("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}")
            .contains("does not come to an end"));
    assertTrue(
        problem("{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}")
            .contains("nests deeper"));
    assertTrue(problem("{% if x %}".repeat(5000)).contains("nested deeper"));
  }

  @Test
  void blocksCanBeTrimmedAsTheSettingsSay() {
    String text = "a:\n  {% if x %}\n  b: 1\n  {% endif %}\n  {# c #}\nd: {{ x }}\n";
    assertEquals(
        "a:\n  b: 1\nd: v",
        Jinja.render(
            text,
            "t.j2",
            vars(),
            Map.of(),
            name -> Optional.empty(),
            new JinjaStyle(true, true, false)));
    assertEquals(
        "a:\n  \n  b: 1\n  \n  \nd: v\n",
        Jinja.render(
            text,
            "t.j2",
            vars(),
            Map.of(),
            name -> Optional.empty(),
            new JinjaStyle(false, false, true)));
  }
}
