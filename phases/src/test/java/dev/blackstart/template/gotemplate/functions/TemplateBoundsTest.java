package dev.blackstart.template.gotemplate.functions;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates that would never end, or never fit. */
class TemplateBoundsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          {{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }} ~ maximum template depth
          {{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }} ~ maximum template depth
          {{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ template "a" . }}{{ end }}{{ include "a" . }} ~ maximum template depth
          {{ $t := "{{ tpl .t . }}" }}{{ tpl $t (dict "t" $t) }} ~ maximum template depth
          {{ range 1000000000 }}{{ end }} ~ does not come to an end
          {{ range 100000 }}{{ range 100000 }}{{ range 100000 }}{{ end }}{{ end }}{{ end }} ~ does not come to an end
          {{ range 1000000000 }}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{{ end }} ~ output is longer than
          {{ range until 1000000000 }}{{ end }} ~ more than 1000000 numbers
          {{ repeat 1000000000 "x" }} ~ repeated text is too long
          {{ $s := "xx" }}{{ range 60 }}{{ $s = print $s $s }}{{ end }} ~ a text is longer than
          {{ $s := "xx" }}{{ range 60 }}{{ $s = printf "%s%s" $s $s }}{{ end }} ~ a text is longer than
          {{ $l := list }}{{ range 1000000000 }}{{ $l = append $l . }}{{ end }} ~ does not come to an end
          {{ $d := dict }}{{ range 60 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ $d | toJson }} ~ JSON is longer than
          {{ $d := dict }}{{ range 60 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ $d | toYaml }} ~ longer than
          {{ $d := dict }}{{ range 60 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ $d }} ~ longer than
          {{ $d := dict }}{{ range 60 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ deepCopy $d }} ~ stands for more than
          {{ $d := dict }}{{ $_ := set $d "self" $d }}{{ $d }} ~ nests too deeply
          """)
  void aTemplateWithoutEndIsStoppedAtItsLine(String template, String why) {
    GoTemplate parsed = GoTemplate.parse("\n" + template, "a.gotmpl", helmfile(), MissingKey.ERROR);

    TemplateProblem problem =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () -> assertThrows(TemplateProblem.class, () -> parsed.render(Map.of())));

    assertTrue(problem.what().contains(why), problem.getMessage());
    boolean placed = problem.mark().line() == 2 || why.contains("nests too deeply");
    assertTrue(placed && problem.mark().file().equals("a.gotmpl"), problem.getMessage());
    assertTrue(problem.getMessage().length() < 1000, problem.getMessage());
  }

  private static Map<String, dev.blackstart.template.gotemplate.Function> helmfile() {
    return Functions.helmfile(new FolderOutside(java.nio.file.Path.of("."), Map.of()));
  }
}
