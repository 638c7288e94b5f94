package dev.blackstart.template.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlWriterTest {
  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static final Map<String, Object> MIXED =
      map(
          "list",
          List.of("a", List.of("b", map("l", List.of(1L), "k", "v")), "x\ny", Map.of(), List.of()),
          "a10",
          1L,
          "a9",
          2L,
          "lit",
          "a\n\n  b\n",
          "keep",
          "a\n\n",
          "lead",
          "  a\nb",
          "n",
          null,
          "f",
          1.0,
          "*k",
          "it's");

  @Test
  void helmsLayoutIsGos() {
    assertEquals(
        """
        '*k': it's
        a9: 2
        a10: 1
        f: 1.0
        keep: |+
          a

        lead: |2-
            a
          b
        list:
        - a
        - - b
          - k: v
            l:
            - 1
        - |-
          x
          y
        - {}
        - []
        lit: |
          a

            b
        "n": null
        """,
        Yaml.write(MIXED, YamlStyle.HELM));
  }

  @Test
  void talossLayoutIsYamlV3s() {
    assertEquals(
        """
        list:
            - a
            - - b
              - l:
                    - 1
                k: v
            - |-
              x
              y
            - {}
            - []
        """,
        Yaml.write(map("list", MIXED.get("list")), YamlStyle.FOUR));
  }

  /** Value on the left, what sigs.k8s.io/yaml 1.6.0 wrote on the right. */
  @Test
  void stringsAreQuotedAsGoQuotesThem() {
    String[][] rows = {
      {"a\tb", "\"a\\tb\""},
      {"hi \uD83D\uDE00", "\"hi \\U0001F600\""},
      {"a\u00a0b", "a\u00a0b"},
      {"a \nb\n", "\"a \\nb\\n\""},
      {"", "\"\""},
      {"2020-01-01", "\"2020-01-01\""},
      {"2020-13-01", "2020-13-01"},
      {"12:30", "\"12:30\""},
      {"y", "\"y\""},
      {"off", "\"off\""},
      {"null", "\"null\""},
      {"~", "\"~\""},
      {"*a", "'*a'"},
      {"a: b", "'a: b'"},
      {"a:b", "a:b"},
      {"it's", "it's"},
      {"say \"x\"", "say \"x\""},
      {"'a\"", "'''a\"'"},
      {"-", "'-'"},
      {"-a", "-a"},
      {"a #b", "'a #b'"},
      {"a#b", "a#b"},
      {"...", "'...'"},
      {"?x", "?x"},
      {" a", "' a'"},
      {"a\\b", "a\\b"},
      {"\u0001", "\"\\x01\""},
      {"%a", "'%a'"},
      {"{a", "'{a'"},
      {"=", "="},
      {"<<", "<<"},
      {"0o14", "\"0o14\""},
      {"089", "\"089\""},
      {"1_000", "\"1_000\""},
      {"1e3", "\"1e3\""},
      {".", "."},
      {"+1", "\"+1\""},
      {"0xZZ", "0xZZ"},
      {"0b12", "0b12"},
      {"1.2.3", "1.2.3"},
      {"a\r\nb", "\"a\\r\\nb\""},
      {"a,b]", "a,b]"},
      {"@a", "'@a'"},
      {"a:", "'a:'"},
    };
    for (String[] row : rows) {
      assertEquals("k: " + row[1] + "\n", Yaml.write(map("k", row[0]), YamlStyle.HELM));
    }
  }

  @Test
  void helmFoldsLongLinesAndPeopleDoNot() {
    String words = "word ".repeat(20) + "x";
    assertEquals("long: " + words + "\n", Yaml.write(map("long", words)));
    assertEquals(
        "long: word word word word word word word word word word word word word word word word\n"
            + "  word word word word x\n",
        Yaml.write(map("long", words), YamlStyle.HELM));
  }

  @Test
  void nodesKeepTheirText() {
    String text =
        """
        mode: 0o644
        off: off
        quoted: "0o644"
        single: 'it''s'
        tagged: !secret x
        nothing: null
        script: |
          a
            b
        list:
          - 1.50
          - {}
        """;
    assertEquals(text, Yaml.write(Yaml.document(text, "a.yaml")));
  }

  @Test
  void severalDocumentsArePartedByThreeDashes() {
    assertEquals("---\na: 1\n---\n- x\n", Yaml.writeAll(List.of(map("a", 1L), List.of("x"))));
  }

  @Test
  void whatIsWrittenReadsTheSameInBothReadings() {
    Random random = new Random(20261121);
    for (int i = 0; i < 4000; i++) {
      Object value = value(random, 0);
      for (YamlStyle style :
          List.of(YamlStyle.TWO, YamlStyle.FOUR, new YamlStyle(2, false, false, 80))) {
        String text = Yaml.write(value, style);
        for (Reading reading : Reading.values()) {
          List<YamlNode> documents = Yaml.parse(text, "written.yaml");
          assertEquals(1, documents.size(), text);
          assertEquals(value, reading.read(documents.getFirst()), text);
          assertEquals(
              value, reading.read(Yaml.document(Yaml.write(documents.getFirst()), "again")));
        }
      }
    }
  }

  private static final String[] PIECES = {
    "a",
    "b",
    " ",
    "\n",
    "\t",
    ":",
    "#",
    "-",
    "'",
    "\"",
    "\\",
    "{",
    "[",
    "0",
    "1",
    ".",
    "e",
    "x",
    "o",
    "_",
    "off",
    "y",
    "null",
    "~",
    "*",
    "&",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "?",
    ",",
    "]",
    "é",
    "\uD83D\uDE00",
    "\u2028",
    "\u0085",
    "\r",
    "\u0000",
    "---",
    "...",
    "<<",
    "true",
    "+",
    "=",
    "word ",
    "word word "
  };

  private static String string(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(random.nextInt(8) == 0 ? 40 : 5);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 7 : 10)) {
      case 0 -> random.nextLong();
      case 1 -> (long) random.nextInt(1000);
      case 2 -> random.nextBoolean();
      case 3 -> random.nextInt(3) == 0 ? (double) random.nextInt(100) : random.nextGaussian() * 1e6;
      case 4 -> random.nextInt(4) == 0 ? null : string(random);
      case 5, 6 -> string(random);
      case 7, 8 -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(string(random), value(random, depth + 1));
        }
        yield map;
      }
      default -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth + 1));
        }
        yield list;
      }
    };
  }
}
