package dev.blackstart.template.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Texts with what Helm 3.22 (Go's YAML 1.1) and sops 3.13 (yaml.v3, which Talos reads with too)
 * take them for. Left out is what these programs cannot show: infinity has no JSON.
 */
class ReadingTableTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final JsonNode ROWS = rows();

  @TempDir private Path folder;

  private static JsonNode rows() {
    try (InputStream in = ReadingTableTest.class.getResourceAsStream("readings.json")) {
      return JSON.readTree(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyTextIsReadAsItsReaderReadsIt() {
    return StreamSupport.stream(ROWS.spliterator(), false)
        .flatMap(row -> Stream.of(Reading.values()).map(reading -> test(row, reading)))
        .flatMap(List::stream);
  }

  private static List<DynamicTest> test(JsonNode row, Reading reading) {
    String yaml = row.get("yaml").asText();
    JsonNode wanted = row.get(reading.name().toLowerCase(Locale.ROOT));
    if (wanted == null) {
      return List.of();
    }
    return List.of(
        DynamicTest.dynamicTest(
            reading + " " + yaml.replace("\n", "\\n"),
            () -> {
              if (wanted.asText().equals("error")) {
                assertThrows(YamlProblem.class, () -> read(yaml, reading));
              } else {
                assertEquals(canonical(JSON.readTree(wanted.asText())), read(yaml, reading));
              }
            }));
  }

  private static String read(String yaml, Reading reading) throws IOException {
    List<YamlNode> documents = Yaml.parse(yaml, "a.yaml");
    Object value = documents.isEmpty() ? Map.of() : reading.read(documents.getFirst());
    return canonical(JSON.readTree(JSON.writeValueAsString(value)));
  }

  /** Numbers by their value, keys sorted. */
  private static String canonical(JsonNode node) {
    if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(canonical(item)));
      return items.toString();
    }
    if (node.isObject()) {
      Map<String, String> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
      return fields.toString();
    }
    return node.toString();
  }

  /** The scalars of the table in one file, for a program to read. */
  private static String scalars(String reader, Map<String, String> wanted) throws IOException {
    StringBuilder text = new StringBuilder();
    for (JsonNode row : ROWS) {
      String yaml = row.get("yaml").asText();
      JsonNode value = row.get(reader);
      boolean scalar = yaml.startsWith("v: ") && yaml.indexOf('\n') < 0 && yaml.indexOf('&') < 0;
      if (scalar && value != null && !value.asText().equals("error")) {
        String key = "v" + wanted.size();
        text.append(key).append(yaml.substring(1)).append('\n');
        wanted.put(key, canonical(JSON.readTree(value.asText()).get("v")));
      }
    }
    return text.toString();
  }

  @Test
  void helmItselfReadsTheScalarsSo() throws IOException, InterruptedException {
    Map<String, String> wanted = new TreeMap<>();
    Files.writeString(folder.resolve("values.yaml"), scalars("kubernetes", wanted));
    Files.writeString(folder.resolve("Chart.yaml"), "apiVersion: v2\nname: c\nversion: 0.1.0\n");
    Files.writeString(
        Files.createDirectories(folder.resolve("templates")).resolve("x.yaml"),
        "j: {{ .Values | toJson | b64enc }}\n");

    String out = run("helm", "template", "r", folder.toString());

    String json = out.lines().filter(line -> line.startsWith("j: ")).findFirst().orElseThrow();
    same(wanted, JSON.readTree(Base64.getDecoder().decode(json.substring(3))));
  }

  @Test
  void theReaderOfTalosReadsTheScalarsSo() throws IOException, InterruptedException {
    Map<String, String> wanted = new TreeMap<>();
    Files.writeString(folder.resolve("a.yaml"), scalars("talos", wanted));

    String out =
        run(
            "sops",
            "--encrypt",
            "--age",
            "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
            "--encrypted-regex",
            "^none$",
            "--output-type",
            "json",
            "a.yaml");

    same(wanted, JSON.readTree(out));
  }

  private static void same(Map<String, String> wanted, JsonNode read) {
    wanted.forEach((key, value) -> assertEquals(value, canonical(read.path(key)), key));
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path program = Path.of(System.getenv().getOrDefault("KUBEBUILDER_ASSETS", "none"), command[0]);
    assumeTrue(Files.isExecutable(program), "no " + command[0] + " in KUBEBUILDER_ASSETS");
    command[0] = program.toString();
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> "see what " + command[0] + " says");
    return Files.readString(out);
  }
}
