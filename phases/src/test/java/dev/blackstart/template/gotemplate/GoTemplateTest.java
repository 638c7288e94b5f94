package dev.blackstart.template.gotemplate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.TemplateProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoTemplateTest {
  private static final Map<String, Object> DATA =
      Map.of("name", "n", "list", List.of(1, 2), "map", Map.of("a", Map.of("b", "c")));

  private static String render(String text, MissingKey missingKey) {
    return GoTemplate.parse(text, "t.gotmpl", Map.of(), missingKey).render(DATA);
  }

  private static String problem(String text, MissingKey missingKey) {
    return assertThrows(TemplateProblem.class, () -> render(text, missingKey)).getMessage();
  }

  private static String problem(String text) {
    return problem(text, MissingKey.ERROR);
  }

  @Test
  void whatDoesNotParseNamesItsLine() {
    assertEquals("t.gotmpl:2: function \"nope\" not defined", problem("a\n{{ nope 1 }}"));
    assertEquals("t.gotmpl:1: unclosed action", problem("{{ .a "));
    assertEquals("t.gotmpl:1: unexpected \"}\" in operand", problem("{{ .a } }}"));
    assertEquals("t.gotmpl:2: unexpected EOF", problem("{{ if .a }}\nx"));
    assertEquals("t.gotmpl:1: unexpected {{end}}", problem("{{ end }}"));
    assertEquals("t.gotmpl:1: undefined variable \"$x\"", problem("{{ $x }}"));
    assertEquals("t.gotmpl:1: unclosed left paren", problem("{{ (.a }}"));
    assertEquals("t.gotmpl:1: unexpected right paren", problem("{{ .a) }}"));
    assertEquals("t.gotmpl:1: unterminated quoted string", problem("{{ \"a }}"));
    assertEquals("t.gotmpl:1: unclosed comment", problem("{{/* a }}"));
    assertEquals("t.gotmpl:1: missing value for if", problem("{{ if }}{{ end }}"));
    assertEquals("t.gotmpl:1: {{break}} outside {{range}}", problem("{{ break }}"));
    assertEquals(
        "t.gotmpl:1: non executable command in pipeline stage 2", problem("{{ .name | 1 }}"));
    assertEquals("t.gotmpl:1: bad number syntax: \"1a\"", problem("{{ 1a }}"));
    assertEquals("t.gotmpl:1: bad character U+0026 '&'", problem("{{ .a& }}"));
    assertEquals(
        "t.gotmpl:1: template: multiple definition of template \"x\"",
        problem("{{ define \"x\" }}a{{ end }}{{ define \"x\" }}b{{ end }}"));
    assertTrue(
        problem("{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}").contains("depth"));
    assertTrue(problem("{{ if 1 }}".repeat(5000)).contains("nested deeper"));
  }

  @Test
  void whatFailsWhileRunningNamesTheExpression() {
    assertEquals(
        "t.gotmpl:3: at <.none>: map has no entry for key \"none\"", problem("\n\n{{ .none }}"));
    assertEquals(
        "t.gotmpl:1: at <.name.x>: can't evaluate field x in type interface {}",
        problem("{{ .name.x }}"));
    assertEquals(
        "t.gotmpl:1: at <index .list 5>: error calling index: index out of range: 5",
        problem("{{ index .list 5 }}"));
    assertEquals(
        "t.gotmpl:1: at <eq 1 \"a\">: error calling eq: incompatible types for comparison: int and"
            + " string",
        problem("{{ eq 1 \"a\" }}"));
    assertEquals(
        "t.gotmpl:1: at <len>: wrong number of args for len: want 1 got 0", problem("{{ len }}"));
    assertEquals(
        "t.gotmpl:1: at <printf 1>: wrong type for value; expected string; got int",
        problem("{{ printf 1 }}"));
    assertEquals(
        "t.gotmpl:1: at <.name>: range can't iterate over n",
        problem("{{ range .name }}{{ end }}"));
    assertEquals("t.gotmpl:1: template \"none\" not defined", problem("{{ template \"none\" }}"));
    assertEquals(
        "t.gotmpl:1: at <\"a\">: can't give argument to non-function \"a\"",
        problem("{{ \"a\" 1 }}"));
    assertEquals("t.gotmpl:1: at <nil>: nil is not a command", problem("{{ nil }}"));
    assertEquals(
        "t.gotmpl:1: at <.name>: name is not a method but has arguments", problem("{{ .name 1 }}"));
  }

  @Test
  void aMissingKeyIsWorthWhatTheOptionSays() {
    assertEquals("<no value>", render("{{ .none }}", MissingKey.DEFAULT));
    assertEquals("<no value>", render("{{ .none.deeper }}", MissingKey.DEFAULT));
    assertEquals("<no value>", render("{{ .none }}", MissingKey.ZERO));
    assertEquals(
        "t.gotmpl:1: at <.none.deeper>: nil pointer evaluating interface {}.deeper",
        problem("{{ .none.deeper }}", MissingKey.ZERO));
    assertEquals("c", render("{{ .map.a.b }}", MissingKey.ERROR));
  }

  @Test
  void functionsInMapsAreMethods() {
    Map<String, Object> files =
        Map.of(
            "Get", Function.of(1, a -> "text of " + a.text(0)), "Count", Function.of(0, a -> 3L));
    GoTemplate template =
        GoTemplate.parse(
            "{{ .Files.Get \"x\" }} {{ .Files.Count }} {{ \"y\" | .Files.Get }}",
            "t",
            Map.of(),
            MissingKey.ERROR);
    assertEquals("text of x 3 text of y", template.render(Map.of("Files", files)));
  }

  @Test
  void aTemplateThatChangesMapsChangesNoneOfOurs() {
    Map<String, Object> inner = new HashMap<>(Map.of("a", "old"));
    Function set =
        Function.of(
            2,
            a -> {
              a.map(0).put("a", a.get(1));
              return "";
            });
    GoTemplate template =
        GoTemplate.parse(
            "{{ set .m \"new\" }}{{ .m.a }}", "t", Map.of("set", set), MissingKey.ERROR);
    assertEquals("new", template.render(Map.of("m", inner)));
    assertEquals("old", inner.get("a"));
  }

  @Test
  void definitionsOfAnotherFileCanBeAdded() {
    GoTemplate template =
        GoTemplate.parse("{{ template \"x\" .name }}", "t", Map.of(), MissingKey.ERROR)
            .with("{{ define \"x\" }}<{{ . }}>{{ end }}", "_helpers.tpl");
    assertEquals("<n>", template.render(DATA));
  }

  @Test
  void noTemplateRunsOrWritesWithoutBound() {
    assertTrue(
        problem("{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}")
            .contains("exceeded maximum template depth"));
    assertTrue(
        problem("{{ range 100000000 }}{{ range 100000000 }}{{ end }}{{ end }}")
            .contains("does not come to an end"));
    assertTrue(
        problem("{{ range 1000000 }}{{ printf \"%01000d\" 1 }}{{ end }}").contains("longer than"));
  }

  @Test
  void aRangeSeesTheListAsItWas() {
    List<Object> list = new ArrayList<>(List.of("a", "b"));
    assertEquals(
        "0a1b",
        GoTemplate.parse(
                "{{ range $i, $v := . }}{{ $i }}{{ $v }}{{ end }}", "t", Map.of(), MissingKey.ERROR)
            .render(list));
  }
}
