package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        ">= 1.21.0-0;true",
        ">=v1.23.0-0;true",
        ">=1.35.0-0;true",
        "=>1.35;true",
        ">1.35;false",
        ">1.35.0-0;true",
        ">1.34;true",
        "<1.35.0-0;false",
        "<1.35.1;true",
        "<=1.35;true",
        "=<1.34;false",
        "<=1;true",
        "1.35;true",
        "1.35.x;true",
        "=1.34.*;false",
        "1.35.0;true",
        "=1.35.0-0;false",
        "1;true",
        "*;true",
        "!=1.35;false",
        "!=1.35.1;true",
        "!=1.35.0;false",
        "~1.35.0;true",
        "~>1.34;false",
        "~1;true",
        "^1.20.3;true",
        "^1.35.1;false",
        "^0.35;false",
        "^2;false",
        ">=1.25.0-0 <1.36;true",
        ">= 1.25, < 1.35;false",
        ">= 1.25 , < 1.36.0-0;true",
        "1.30 - 1.34;false",
        "1.30 - 1.35;true",
        "1.30.0 - 1.34.9 || ^1.35;true",
        "~1.33||~1.34;false",
        ">=1.25+k3s1;true"
      })
  void takesWhatHelmTakes(String range, boolean taken) {
    assertEquals(
        Optional.of(taken),
        VersionRange.of(range).flatMap(read -> read.takes("v1.35.0")),
        () -> range + " and v1.35.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "latest", ">= one", "1.2.3.4", ">=1.2 and <3", "<*", "|| 1"})
  void whatIsNoRangeIsNotGuessed(String range) {
    assertTrue(VersionRange.of(range).isEmpty(), range);
  }

  @Test
  void ofVersionsThatAreNoReleasesNothingIsSaid() {
    VersionRange range = VersionRange.of(">=1.25").orElseThrow();
    assertEquals(Optional.empty(), range.takes("v1.36.0-rc.1"));
    assertEquals(Optional.empty(), range.takes(""));
    assertEquals(Optional.of(true), range.takes("1.25.0+k3s1"));
  }
}
