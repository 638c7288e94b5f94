package dev.blackstart.template.gotemplate.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Our engine and Helm's own, on the same templates. */
class HelmEngineTest {
  /** Values and templates with what {@code helm template} of Helm 3.22 makes of them. */
  private static final YamlNode CASES = cases();

  private static final String VALUES = values();

  @TempDir private Path folder;

  private static YamlNode cases() {
    try (InputStream stream = HelmEngineTest.class.getResourceAsStream("helm-cases.json")) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Yaml.document(text, "helm-cases.json");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String values() {
    ListNode lines = (ListNode) CASES.at("values").orElseThrow();
    return lines.items().stream()
        .map(line -> ((ScalarNode) line).text() + "\n")
        .collect(Collectors.joining());
  }

  private static List<YamlNode> rows() {
    return ((ListNode) CASES.at("cases").orElseThrow()).items();
  }

  private static List<YamlNode> errors() {
    return ((ListNode) CASES.at("errors").orElseThrow()).items();
  }

  private static String template(YamlNode row) {
    return row.text("template").orElseThrow();
  }

  private static String expected(YamlNode row) {
    return row.text("output").orElseThrow();
  }

  private static String render(String template) {
    Map<String, Object> data = new LinkedHashMap<>();
    YamlNode values = Yaml.document(VALUES, "values.yaml");
    data.put("Values", EncodingFunctions.floats(Reading.KUBERNETES.read(values)));
    data.put("Release", Map.of("Name", "rel", "Namespace", "ns"));
    data.put("Chart", Map.of("Name", "cases"));
    data.put("Template", Map.of("Name", "cases/templates/c.yaml"));
    data.put(
        "Files",
        Map.of("Get", Function.of(1, path -> ""), "Glob", Function.of(1, path -> Map.of())));
    data.put(
        "Capabilities",
        Map.of(
            "KubeVersion",
            Map.of("Version", "v1.36.0", "Major", "1"),
            "APIVersions",
            Map.of("Has", Function.of(1, version -> version.text(0).equals("v1")))));
    // Helm prints nothing where Go's engine prints that there is no value.
    return GoTemplate.parse(template, "case.yaml", Functions.helm(), MissingKey.ZERO)
        .render(data)
        .replace("<no value>", "");
  }

  @TestFactory
  List<DynamicTest> weMakeWhatHelmMakes() {
    return rows().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    template(row).replace("\n", "\\n"),
                    () -> assertEquals(expected(row), render(template(row)))))
        .toList();
  }

  @TestFactory
  List<DynamicTest> weFailWhereHelmFails() {
    return errors().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    template(row).replace("\n", "\\n"),
                    () -> {
                      String place = "case.yaml:" + row.text("line").orElseThrow() + ": ";
                      String message =
                          assertThrows(TemplateProblem.class, () -> render(template(row)))
                              .getMessage();
                      assertTrue(message.startsWith(place), message);
                      assertEquals(1, message.lines().count(), message);
                      // Helm's own words, where both say the same.
                      row.text("message").ifPresent(text -> assertEquals(place + text, message));
                    }))
        .toList();
  }

  @Test
  void helmItselfFailsOnWhatIsWrittenHere() throws IOException, InterruptedException {
    Optional<Path> helm = helm();
    assumeTrue(helm.isPresent(), "no helm on PATH or in KUBEBUILDER_ASSETS");
    Path template = Files.createDirectories(folder.resolve("templates")).resolve("c.yaml");
    chart();
    for (YamlNode row : errors()) {
      Files.writeString(template, template(row));
      String said = output(helm.get(), 1);
      assertTrue(said.contains("c.yaml:" + row.text("line").orElseThrow()), said);
      row.text("message").ifPresent(text -> assertTrue(said.contains(text), said));
    }
  }

  @Test
  void helmItselfMakesWhatIsWrittenHere() throws IOException, InterruptedException {
    Optional<Path> helm = helm();
    assumeTrue(helm.isPresent(), "no helm on PATH or in KUBEBUILDER_ASSETS");
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Path cases = Files.createDirectories(folder.resolve("cases"));
    chart();
    for (int i = 0; i < rows().size(); i++) {
      Files.writeString(cases.resolve("c" + i), template(rows().get(i)));
      Files.writeString(
          templates.resolve("c" + i + ".yaml"),
          "kind: X\nmetadata: {name: c%d}\nout: {{ tpl (.Files.Get \"cases/c%d\") . | b64enc | quote }}\n"
              .formatted(i, i));
    }
    Map<String, String> made = new HashMap<>();
    for (YamlNode object : Yaml.parse(output(helm.get(), 0), "helm template")) {
      byte[] bytes = Base64.getDecoder().decode(object.text("out").orElse(""));
      made.put(
          object.text("metadata.name").orElseThrow(), new String(bytes, StandardCharsets.UTF_8));
    }
    for (int i = 0; i < rows().size(); i++) {
      assertEquals(expected(rows().get(i)), made.get("c" + i), template(rows().get(i)));
    }
  }

  private void chart() throws IOException {
    Files.writeString(
        folder.resolve("Chart.yaml"), "apiVersion: v2\nname: cases\nversion: 0.1.0\n");
    Files.writeString(folder.resolve("values.yaml"), VALUES);
  }

  private String output(Path helm, int exit) throws IOException, InterruptedException {
    Path out = folder.resolve("out.yaml");
    Process process =
        new ProcessBuilder(helm.toString(), "template", "rel", folder.toString(), "-n", "ns")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertEquals(exit, process.waitFor(), () -> read(out));
    return read(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static Optional<Path> helm() {
    String assets = System.getenv().getOrDefault("KUBEBUILDER_ASSETS", "");
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(assets), Arrays.stream(path.split(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "helm"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
