package dev.blackstart.rehearsal.api.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "2000m,2",
    "0.5,500m",
    "1500m,1500m",
    "1024Mi,1Gi",
    "1.5Gi,1536Mi",
    "512Ki,512Ki",
    "1000,1k",
    "100M,100M",
    "0,0",
    "0Mi,0",
    "1e3,1e3",
    "500Ki,500Ki",
    "0.1Ki,102400m",
    "words,words"
  })
  void oneValueHasOneText(String text, String canonical) {
    assertEquals(canonical, Quantities.canonical(text));
  }
}
