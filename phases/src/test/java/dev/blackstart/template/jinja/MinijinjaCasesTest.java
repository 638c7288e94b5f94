package dev.blackstart.template.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Templates with what minijinja 2.12 makes of them in strict mode; those of {@code added} have
 * their output from the documents of minijinja-contrib. Where it fails, so do we, in words of ours.
 */
class MinijinjaCasesTest {
  private static final MapNode ALL = all();

  private static MapNode all() {
    try (InputStream in = MinijinjaCasesTest.class.getResourceAsStream("minijinja-cases.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return (MapNode) Yaml.document(text, "minijinja-cases.json");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<YamlNode> rows(String name) {
    return ((ListNode) ALL.get(name).orElseThrow()).items();
  }

  private static String render(YamlNode row) {
    Map<String, Object> variables = Reading.TALOS.readMap((MapNode) ALL.get("vars").orElseThrow());
    MapNode files = (MapNode) ALL.get("files").orElseThrow();
    return Jinja.render(
        row.text("template").orElseThrow(),
        "case.j2",
        variables,
        Map.of(),
        name -> files.keys().contains(name) ? files.text(name) : Optional.empty(),
        JinjaStyle.DEFAULT);
  }

  @TestFactory
  Stream<DynamicTest> weMakeWhatMinijinjaMakes() {
    return Stream.concat(rows("cases").stream(), rows("added").stream())
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.text("template").orElseThrow().replace("\n", "\\n"),
                    () -> assertEquals(row.text("output").orElse(""), render(row))));
  }

  @TestFactory
  Stream<DynamicTest> weFailWhereMinijinjaFailsAndNameTheLine() {
    return rows("errors").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.text("template").orElseThrow(),
                    () ->
                        assertEquals(
                            "case.j2:1: " + row.text("message").orElseThrow(),
                            assertThrows(TemplateProblem.class, () -> render(row)).getMessage())));
  }
}
