package dev.blackstart.repository.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.repository.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinijinjaSettingsTest {
  @TempDir Path folder;

  @Test
  void withoutAFileNothingIsEscapedAndNoLineTaken() throws IOException {
    assertEquals(
        "a: |\n  \n  one\n  \n  x<y",
        rendered("a: |\n  {% if true %}\n  one\n  {% endif %}\n  {{ 'x<y' }}\n"));
  }

  @Test
  void blocksTakeTheirLinesWithThemWhenTheFileSaysSo() throws IOException {
    new Texts(folder)
        .with(
            ".minijinja.toml",
            "autoescape = \"none\"\nnewline = true\ntrim-blocks = true\nlstrip-blocks = true\n");

    assertEquals(
        "a: |\n  one\n  x<y\nb: 1",
        rendered("a: |\n  {% if true %}\n  one\n  {% endif %}\n  {{ 'x<y' }}\nb: 1\n"));
  }

  @Test
  void theNearestFileUpwardsHolds() throws IOException {
    new Texts(folder)
        .with(".minijinja.toml", "autoescape = \"json\"\n")
        .with("talos/.minijinja.toml", "# of the machines\nautoescape = 'none' # as text\n");

    assertEquals("a: x", rendered("a: {{ 'x' }}\n"));
  }

  @Test
  void withoutAWordOnItYamlIsEscapedAsJsonUnlessAFilterSaysItIsSafe() throws IOException {
    new Texts(folder).with(".minijinja.toml", "trim-blocks = true\n");

    assertEquals("a: \"x<y\" x<y [1]", rendered("a: {{ 'x<y' }} {{ 'x<y' | safe }} {{ [1] }}\n"));
  }

  @Test
  void tagsMayBeginAndEndOtherwiseAndVariablesBeGiven() throws IOException {
    new Texts(folder)
        .with(
            ".minijinja.toml",
            """
            autoescape = "none"
            trim-blocks = true
            lstrip-blocks = true
            [syntax]
            block-start = "#%"
            block-end = "%#"
            variable-start = "#{"
            variable-end = "}#"
            comment-start = "#|"
            comment-end = "|#"
            [defines]
            name = "lab"
            """);

    assertEquals(
        "a: lab {{ left }}",
        rendered("#| gone |#\n#% if true %#\na: #{ name }# {{ left }}\n#% endif %#\n"));
  }

  @Test
  void aLineThatIsNotUnderstoodIsNamed() throws IOException {
    for (String line :
        new String[] {
          "trim-block = true", "autoescape = \"yaml\"", "strict: true", "trim-blocks = 1"
        }) {
      new Texts(folder).with(".minijinja.toml", "env = true\n" + line + "\n");
      ReadingProblem problem = assertThrows(ReadingProblem.class, () -> rendered("a: 1\n"));

      assertEquals(
          "bad-value .minijinja.toml:2", problem.finding().id() + " " + problem.finding().at());
    }
  }

  private String rendered(String template) throws IOException {
    new Texts(folder).with("talos/machineconfig.yaml.j2", template);
    return new JinjaTemplates(new RepositoryFiles(folder), Map.of(), Map.of())
        .render(template, "talos/machineconfig.yaml.j2", Map.of())
        .strip()
        .replaceAll("\n+", "\n");
  }
}
