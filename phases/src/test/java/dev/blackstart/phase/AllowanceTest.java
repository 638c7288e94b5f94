package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final Instant NOW = Instant.parse("2026-01-08T00:00:00Z");
  private static final Allowance FIVE = new Allowance(5, Duration.ofDays(5));

  private static Instant before(int hours) {
    return NOW.minus(Duration.ofHours(hours));
  }

  @Test
  void whoeverHadNothingMayHaveAllAtOnce() {
    assertEquals(NOW, FIVE.free(List.of(), 5, NOW));
  }

  @Test
  void oneComesBackAfterAPartOfTheTime() {
    assertEquals(NOW.plus(Duration.ofHours(24)), FIVE.free(Collections.nCopies(5, NOW), 1, NOW));
    assertEquals(
        NOW.plus(Duration.ofHours(14)), FIVE.free(Collections.nCopies(5, before(10)), 1, NOW));
    assertEquals(NOW, FIVE.free(Collections.nCopies(5, before(24)), 1, NOW));
  }

  @Test
  void severalTakeLonger() {
    assertEquals(NOW.plus(Duration.ofHours(72)), FIVE.free(Collections.nCopies(5, NOW), 3, NOW));
  }

  @Test
  void moreThanThereEverAreAreAsManyAsThereAre() {
    assertEquals(NOW, FIVE.free(List.of(), 9, NOW));
  }
}
