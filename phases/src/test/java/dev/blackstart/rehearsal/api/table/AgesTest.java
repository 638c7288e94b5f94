package dev.blackstart.rehearsal.api.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S,0s",
    "PT119S,119s",
    "PT2M,2m",
    "PT3M20S,3m20s",
    "PT59M,59m",
    "PT3H5M,3h5m",
    "PT9H,9h",
    "PT50H,2d2h",
    "P9D,9d",
    "P800D,2y70d"
  })
  void agesAreShort(Duration age, String text) {
    assertEquals(text, Ages.of(age));
  }

  @Test
  void whatHasNoTimeHasNoAge() {
    assertEquals("<unknown>", Ages.since("", Instant.EPOCH));
    assertEquals("<unknown>", Ages.since("yesterday", Instant.EPOCH));
    assertEquals("5s", Ages.since("1970-01-01T00:00:00Z", Instant.EPOCH.plusSeconds(5)));
  }
}
