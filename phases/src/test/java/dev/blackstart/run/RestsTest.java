package dev.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestsTest {
  private final Rests rests = new Rests();

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void aShortLookNowAndThenIsFollowedByNoRest() {
    for (int look = 0; look < 100; look++) {
      assertEquals(Duration.ZERO, rests.after(millis(50)));
      rests.rested(Duration.ofSeconds(1));
    }
  }

  @Test
  void shortLooksAtEveryChangeAddUp() {
    Duration looked = Duration.ZERO;
    Duration passed = Duration.ZERO;
    for (int look = 0; look < 1000; look++) {
      Duration rest = rests.after(millis(10)).plus(millis(1));
      rests.rested(rest);
      looked = looked.plus(millis(10));
      passed = passed.plus(rest).plus(millis(10));
    }

    assertTrue(looked.multipliedBy(18).compareTo(passed) < 0, looked + " of " + passed);
  }

  @Test
  void whoLooksLongRestsForFourSecondsAtMost() {
    assertEquals(Duration.ofSeconds(4), rests.after(Duration.ofSeconds(2)));
    rests.rested(Duration.ofSeconds(4));

    assertEquals(Duration.ZERO, rests.after(millis(10)));
  }
}
