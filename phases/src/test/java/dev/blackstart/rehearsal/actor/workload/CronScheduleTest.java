package dev.blackstart.rehearsal.actor.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CronScheduleTest {
  private static String after(String schedule, String instant, String zone) {
    return new CronSchedule(schedule)
        .after(Instant.parse(instant), ZoneId.of(zone))
        .map(Instant::toString)
        .orElse("never");
  }

  @Test
  void theNextMinuteIsNeverThisOne() {
    assertEquals("2026-01-01T10:05:00Z", after("*/5 * * * *", "2026-01-01T10:00:00Z", "UTC"));
    assertEquals("2026-01-01T11:00:00Z", after("@hourly", "2026-01-01T10:00:30Z", "UTC"));
  }

  @Test
  void listsRangesStepsAndNamesAreUnderstood() {
    assertEquals("2026-01-02T08:30:00Z", after("30 8-18/5 * * 1-5", "2026-01-01T18:31:00Z", "UTC"));
    assertEquals("2026-06-01T00:00:00Z", after("0 0 1 jun,dec *", "2026-01-01T00:00:00Z", "UTC"));
    assertEquals("2026-01-04T03:00:00Z", after("0 3 * * sun", "2026-01-01T00:00:00Z", "UTC"));
    assertEquals("2026-01-04T03:00:00Z", after("0 3 * * 7", "2026-01-01T00:00:00Z", "UTC"));
  }

  @Test
  void aDayOfTheMonthOrOfTheWeekIsEnoughWhenBothAreGiven() {
    assertEquals("2026-01-05T00:00:00Z", after("0 0 13 * 1", "2026-01-01T00:00:00Z", "UTC"));
    assertEquals("2026-01-13T00:00:00Z", after("0 0 13 * 1", "2026-01-12T00:00:00Z", "UTC"));
  }

  @Test
  void theZoneDecidesWhenADayBegins() {
    assertEquals(
        "2026-01-01T23:00:00Z", after("0 0 * * *", "2026-01-01T10:00:00Z", "Europe/Berlin"));
  }

  @Test
  void whatNeverComesIsSaidSo() {
    assertEquals(
        Optional.empty(),
        new CronSchedule("0 0 31 2 *")
            .after(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("UTC")));
    assertThrows(IllegalArgumentException.class, () -> new CronSchedule("every day"));
  }
}
