package dev.blackstart.template.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row was seen with yaml.v3 3.0.1 and sigs.k8s.io/yaml 1.6.0. */
class ReadingTest {
  private record Row(String text, Object talos, Object kubernetes) {}

  private static Row same(String text, Object value) {
    return new Row(text, value, value);
  }

  private static final List<Row> ROWS =
      List.of(
          new Row("y", "y", true),
          new Row("Y", "Y", true),
          new Row("n", "n", false),
          new Row("yes", "yes", true),
          new Row("No", "No", false),
          new Row("on", "on", true),
          new Row("OFF", "OFF", false),
          same("oN", "oN"),
          same("true", true),
          same("False", false),
          same("TRUE", true),
          same("tRUE", "tRUE"),
          same("", null),
          same("~", null),
          same("Null", null),
          same("nULL", "nULL"),
          same("0", 0L),
          same("-0", 0L),
          same("+12", 12L),
          same("1_000", 1000L),
          same("0644", 420L),
          same("0o644", 420L),
          same("-0o17", -15L),
          same("089", 89.0),
          same("0o8", "0o8"),
          same("0x1F", 31L),
          same("-0x1f", -31L),
          same("0b101", 5L),
          same("0b12", "0b12"),
          same("9223372036854775807", Long.MAX_VALUE),
          same("-9223372036854775808", Long.MIN_VALUE),
          same("18446744073709551615", new BigInteger("18446744073709551615")),
          same("18446744073709551616", 18446744073709551616.0),
          same("1.5", 1.5),
          same("1.", 1.0),
          same(".5", 0.5),
          same("-.5e1", -5.0),
          same("1e3", 1000.0),
          same("12e03", 12000.0),
          same("1e999", "1e999"),
          same(".inf", Double.POSITIVE_INFINITY),
          same("-.Inf", Double.NEGATIVE_INFINITY),
          same(".NaN", Double.NaN),
          same("inf", "inf"),
          same(".", "."),
          same("-", "-"),
          same("1.2.3", "1.2.3"),
          same("12:30", "12:30"),
          same("190:20:30", "190:20:30"),
          same("2020-01-01", "2020-01-01"),
          same("2020-01-01T10:00:00Z", "2020-01-01T10:00:00Z"),
          same("1Gi", "1Gi"),
          same("=", "="),
          same("'off'", "off"),
          same("\"12\"", "12"),
          same("!!str 12", "12"),
          same("!!int \"12\"", 12L),
          same("!!float 3", 3.0),
          same("!!binary aGkK", "hi\n"),
          same("!secret x", "x"));

  @TestFactory
  List<DynamicTest> aScalarMeansWhatGoReads() {
    return ROWS.stream()
        .map(row -> DynamicTest.dynamicTest("<" + row.text() + ">", () -> check(row)))
        .toList();
  }

  private static void check(Row row) {
    if (row.text().equals("-")) {
      ScalarNode dash = ScalarNode.plain(new Mark("a.yaml", 1, 1), "-");
      assertEquals("-", Reading.TALOS.read(dash));
      return;
    }
    YamlNode list = Yaml.document("- " + row.text() + "\n", "a.yaml");
    assertEquals(Arrays.asList(row.talos()), Reading.TALOS.read(list));
    assertEquals(Arrays.asList(row.kubernetes()), Reading.KUBERNETES.read(list));
  }

  @Test
  void keysBecomeJsonsForKubernetesAndKeepTheirTextForTalos() {
    YamlNode map = Yaml.document("on: 1\n0x10: 2\n1.50: 3\n'off': 4\n", "a.yaml");
    assertEquals(Map.of("true", 1L, "16", 2L, "1.5", 3L, "off", 4L), Reading.KUBERNETES.read(map));
    assertEquals(Map.of("on", 1L, "0x10", 2L, "1.50", 3L, "off", 4L), Reading.TALOS.read(map));
  }

  @Test
  void aTagThatDoesNotFitIsAProblem() {
    YamlNode flag = Yaml.document("a: !!bool yes", "a.yaml");
    assertEquals(Map.of("a", true), Reading.KUBERNETES.read(flag));
    assertEquals(
        "a.yaml:1: cannot read \"yes\" as a !!bool",
        assertThrows(YamlProblem.class, () -> Reading.TALOS.read(flag)).getMessage());
  }

  @Test
  void aNullKeyIsAProblemForKubernetes() {
    YamlNode map = Yaml.document("a: 1\n~: 2\n", "a.yaml");
    assertEquals(
        "a.yaml:2: a mapping key is null",
        assertThrows(YamlProblem.class, () -> Reading.KUBERNETES.read(map)).getMessage());
  }
}
