package dev.blackstart.rehearsal.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  private static final Map<String, Object> STORE =
      Map.of(
          "metadata",
              Map.of("name", "store", "generation", 2L, "labels", Map.of("app/version", "1.2")),
          "status",
              Map.of(
                  "conditions",
                  List.of(
                      Map.of("type", "Ready", "status", "True"),
                      Map.of("type", "Other", "status", "False")),
                  "observedGeneration",
                  2L,
                  "ratio",
                  0.5));

  @Test
  void theReadinessOfAConditionIsFound() {
    String filter = "status.conditions.filter(e, e.type == 'Ready')";
    assertEquals(true, value(filter + ".all(e, e.status == 'True')"));
    assertEquals(false, value(filter + ".all(e, e.status == 'False')"));
    assertEquals(
        true, value("status.conditions.exists(c, c.type == \"Ready\" && c.status == \"True\")"));
    assertEquals(true, value("status.conditions.exists_one(c, c.status != 'True')"));
  }

  @Test
  void generationsAndLabelsCompare() {
    assertEquals(true, value("metadata.generation == status.observedGeneration"));
    assertEquals(true, value("metadata.labels['app/version'] == '1.2'"));
    assertEquals(true, value("status.ratio < 1 && metadata.generation > 1.5"));
    assertEquals(true, value("'Ready' in status.conditions.map(c, c.type)"));
    assertEquals(true, value("metadata.name in ['store', 'shop']"));
    assertEquals(List.of("True"), value("status.conditions.map(c, c.type == 'Ready', c.status)"));
  }

  @Test
  void precedenceIsThatOfTheLanguage() {
    assertEquals(7L, value("1 + 2 * 3"));
    assertEquals(9L, value("(1 + 2) * 3"));
    assertEquals(-1L, value("-3 + 4 / 2"));
    assertEquals(true, value("!false && true || false"));
    assertEquals("b", value("1 > 2 ? 'a' : 'b'"));
    assertEquals(1L, value("7 % 3"));
  }

  @Test
  void whatMayBeMissingCanBeAskedFor() {
    assertEquals(false, value("has(status.phase)"));
    assertEquals(true, value("has(status.conditions)"));
    assertEquals("none", value("status.?phase.orValue('none')"));
    assertEquals("none", value("status.?a.?b.orValue('none')"));
    assertEquals("store", value("metadata.?name.orValue('none')"));
    assertEquals(true, value("has(status.phase) && status.phase == 'Ready' || true"));
  }

  @Test
  void aMissingKeyIsAFailureUnlessTheOtherSideDecides() {
    CelFailure failure = assertThrows(CelFailure.class, () -> value("status.phase == 'Ready'"));
    assertEquals("no such key: phase", failure.getMessage());
    assertEquals(false, value("status.phase == 'Ready' && false"));
    assertEquals(true, value("status.phase == 'Ready' || true"));
    assertThrows(CelFailure.class, () -> value("status.phase == 'Ready' || false"));
    assertThrows(CelFailure.class, () -> value("nothing.at.all"));
  }

  @Test
  void textHasItsFunctions() {
    assertEquals(true, value("metadata.name.startsWith('st') && metadata.name.endsWith('re')"));
    assertEquals(true, value("metadata.name.matches('^s.*e$') && metadata.name.contains('tor')"));
    assertEquals(5L, value("size(metadata.name)"));
    assertEquals(2L, value("status.conditions.size()"));
    assertEquals("a-b", value("['a', 'b'].join('-')"));
    assertEquals("x'y\n", value("'x\\'y\\n'"));
    assertEquals("2", value("string(metadata.generation)"));
  }

  @Test
  void whatIsNoExpressionIsRefusedWithItsColumn() {
    assertTrue(refusal("status.conditions.filter(e, ").contains("ends too early"));
    assertEquals("Syntax error at column 3: '==' unexpected", refusal("! == 1"));
    assertTrue(refusal("a # b").contains("column 3"));
    assertEquals("the function duration is not supported here", refusal("duration('1h')"));
    assertThrows(CelFailure.class, () -> Expression.parse("1 + 1").isTrue(STORE));
  }

  private static Object value(String text) {
    return Expression.parse(text).evaluate(STORE);
  }

  private static String refusal(String text) {
    return assertThrows(CelFailure.class, () -> Expression.parse(text)).getMessage();
  }
}
