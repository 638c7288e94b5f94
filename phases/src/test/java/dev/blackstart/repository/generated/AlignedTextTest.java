package dev.blackstart.repository.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignedTextTest {
  private static final String TEXT =
      """
      # a remark
      machine:
        network:

          nameservers: [1.1.1.1, "fd00::1"]
        files:
          - content: |
              a: "b"
              c\\d
            op: create
      """;

  @Test
  void everyValueStandsInTheLineItCameFrom() {
    YamlNode written = Yaml.document(AlignedText.of(List.of(document(TEXT))), "a.yaml");

    for (String path : List.of("machine.network.nameservers.1", "machine.files.0.op")) {
      assertEquals(
          document(TEXT).at(path).orElseThrow().mark().line(),
          written.at(path).orElseThrow().mark().line(),
          path);
    }
  }

  @Test
  void aValueFromAnEarlierLineStandsInTheLineOfTheOneBefore() {
    YamlNode node = document("a: &here [1]\nb: 2\nc: *here\n");

    assertEquals(
        3,
        Yaml.document(AlignedText.of(List.of(node)), "a.yaml")
            .at("c.0")
            .orElseThrow()
            .mark()
            .line());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 'true'\nb: true\nc: 0o644\nd: \"12\"\ne: -1\nf: ~\ng: ''",
        "a: 'x: y'\nb: 'a, b'\nc: '#no'\nd: 'a\tb'\ne: \"\\u2028\\x00\"",
        "a: op://vault/item/field\nb: https://10.0.0.10:6443\nc: fd00::1\nd: '[x]'\ne: off",
        "$patch: delete\n'a b': {}\n? 'c:d'\n: []",
        "a: 2001-01-01\nb: 1e3\nc: !!str 12\nd: .5\ne: \"\\U0001F600\"",
      })
  void whatIsWrittenReadsAsWhatItWas(String yaml) {
    assertEquals(
        Reading.TALOS.read(document(yaml)),
        Reading.TALOS.read(Yaml.document(AlignedText.of(List.of(document(yaml))), "a.yaml")));
  }

  @Test
  void documentsFollowEachOther() {
    List<YamlNode> documents = Yaml.parse("a: 1\n---\nb: 2\n", "a.yaml");

    assertEquals(2, Yaml.parse(AlignedText.of(documents), "a.yaml").size());
  }

  private static YamlNode document(String text) {
    return Yaml.document(text, "a.yaml");
  }
}
