package dev.blackstart.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void thingsAreInThePluralUnlessThereIsOne() {
    assertEquals("1 database", Counted.of(1, "database"));
    assertEquals("0 databases", Counted.of(0, "database"));
    assertEquals("2 policies", Counted.of(2, "policy"));
  }

  @Test
  void aVowelKeepsItsY() {
    assertEquals("2 gateways", Counted.of(2, "gateway"));
    assertEquals("3 Gateways", Counted.of(3, "Gateway"));
  }
}
