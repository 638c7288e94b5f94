package dev.blackstart.app.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedTest {
  @Test
  void aLongLineIsBrokenAtBlanksAndIndentedFurther() {
    assertEquals(
        List.of("  one two", "    three", "    four-and-more"),
        Folded.lines("  one two three four-and-more", 10));
    assertEquals(List.of("short"), Folded.lines("short", 10));
  }

  @Test
  void aRowKeepsItsLastColumn() {
    assertEquals(
        List.of("crds  10 min  one two", "              three"),
        Folded.row("crds  10 min  one two three", 22, 14));
  }
}
