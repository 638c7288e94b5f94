package dev.blackstart.rehearsal.actor.workload;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * When a cron line is due. Five fields; lists, ranges, steps, names and {@code @hourly} and kin.
 */
final class CronSchedule {
  private static final Map<String, String> MACROS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");
  private static final List<String> MONTHS =
      List.of(
          "-", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;

  /**
   * Reads a schedule.
   *
   * @throws IllegalArgumentException when it is none
   */
  CronSchedule(String text) {
    String[] fields = MACROS.getOrDefault(text.strip(), text.strip()).split("\\s+");
    if (fields.length != 5) {
      throw new IllegalArgumentException("not a schedule: " + text);
    }
    minutes = bits(fields[0], 0, 59, List.of());
    hours = bits(fields[1], 0, 23, List.of());
    days = bits(fields[2], 1, 31, List.of());
    months = bits(fields[3], 1, 12, MONTHS);
    weekdays = bits(fields[4], 0, 7, DAYS);
    weekdays.set(0, weekdays.get(0) || weekdays.get(7));
    anyDay = fields[2].startsWith("*") || fields[2].equals("?");
    anyWeekday = fields[4].startsWith("*") || fields[4].equals("?");
  }

  private static BitSet bits(String field, int least, int most, List<String> names) {
    BitSet bits = new BitSet();
    for (String part : field.toLowerCase(Locale.ROOT).split(",")) {
      String[] stepped = part.split("/");
      String[] ends = stepped[0].split("-");
      boolean all = ends[0].equals("*") || ends[0].equals("?");
      int from = all ? least : number(ends[0], names);
      int single = stepped.length > 1 ? most : from;
      int to = all ? most : ends.length > 1 ? number(ends[1], names) : single;
      int step = stepped.length > 1 ? Integer.parseInt(stepped[1]) : 1;
      for (int value = from; value <= to && value >= least && value <= most; value += step) {
        bits.set(value);
      }
    }
    return bits;
  }

  private static int number(String text, List<String> names) {
    int named = names.indexOf(text);
    return named >= 0 ? named : Integer.parseInt(text);
  }

  /** The next minute it is due after an instant; none within a year for one that never is. */
  Optional<Instant> after(Instant instant, ZoneId zone) {
    ZonedDateTime time = instant.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    ZonedDateTime end = time.plus(Duration.ofDays(366));
    while (time.isBefore(end)) {
      if (!months.get(time.getMonthValue()) || !day(time)) {
        time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!hours.get(time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minutes.get(time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return Optional.of(time.toInstant());
      }
    }
    return Optional.empty();
  }

  /** When both kinds of day are given, one of them is enough. */
  private boolean day(ZonedDateTime time) {
    boolean day = days.get(time.getDayOfMonth());
    boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
    return anyDay || anyWeekday ? day && weekday : day || weekday;
  }
}
