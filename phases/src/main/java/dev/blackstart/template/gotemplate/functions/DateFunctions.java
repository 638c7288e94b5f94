package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Arguments;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import dev.blackstart.template.gotemplate.Int64;
import dev.blackstart.template.gotemplate.Printed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;

/** Sprig's dates, of times that are given; the time of day is refused. The local zone is UTC. */
final class DateFunctions {
  private static final String DAY = "2006-01-02";

  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("date", Function.of(2, a -> format(a.text(0), a.get(1), "UTC"))),
          entry("htmlDate", Function.of(1, a -> format(DAY, a.get(0), "UTC"))),
          entry("dateInZone", Function.of(3, a -> format(a.text(0), a.get(1), a.text(2)))),
          entry("date_in_zone", Function.of(3, a -> format(a.text(0), a.get(1), a.text(2)))),
          entry("htmlDateInZone", Function.of(2, a -> format(DAY, a.get(0), a.text(1)))),
          entry("dateModify", Function.of(2, a -> modify(a, true))),
          entry("date_modify", Function.of(2, a -> modify(a, true))),
          entry("mustDateModify", Function.of(2, a -> modify(a, false))),
          entry("must_date_modify", Function.of(2, a -> modify(a, false))),
          entry("toDate", Function.of(2, a -> read(a, true))),
          entry("mustToDate", Function.of(2, a -> read(a, false))),
          entry("unixEpoch", Function.of(1, a -> Long.toString(time(a.get(0)).at.toEpochSecond()))),
          entry("duration", Function.of(1, a -> GoDuration.print(seconds(a.get(0))))),
          entry("durationRound", Function.of(1, a -> GoDuration.round(nanos(a.get(0))))));

  private DateFunctions() {}

  /** A time.Time. */
  private record Time(ZonedDateTime at) implements Printed {
    @Override
    public String print() {
      return TimeLayout.format("2006-01-02 15:04:05.999999999 -0700 MST", at);
    }

    @Override
    public String type() {
      return "time.Time";
    }

    @Override
    public String toString() {
      return TimeLayout.format("2006-01-02T15:04:05.999999999Z07:00", at);
    }
  }

  private static Time time(Object value) {
    if (value instanceof Time time) {
      return time;
    }
    throw new FunctionFailure(
        "wrong type for value; expected time.Time; got "
            + (value == null ? "nil" : GoText.type(value)));
  }

  private static String format(String layout, Object date, String zone) {
    ZonedDateTime time =
        switch (date) {
          case Time known -> known.at;
          case Long seconds -> Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC);
          case Int64 seconds -> Instant.ofEpochSecond(seconds.longValue()).atZone(ZoneOffset.UTC);
          case null, default ->
              throw new FunctionFailure("not supported: it depends on the time of day");
        };
    return TimeLayout.format(layout, time.withZoneSameInstant(zone(zone)));
  }

  private static ZoneId zone(String name) {
    try {
      return name.equals("UTC") || name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }

  private static Time modify(Arguments arguments, boolean lenient) {
    Time time = time(arguments.get(1));
    try {
      return new Time(time.at.plusNanos(GoDuration.parse(arguments.text(0))));
    } catch (FunctionFailure invalid) {
      if (lenient) {
        return time;
      }
      throw invalid;
    }
  }

  private static Time read(Arguments arguments, boolean lenient) {
    try {
      return new Time(TimeLayout.parse(arguments.text(0), arguments.text(1)));
    } catch (FunctionFailure unreadable) {
      if (lenient) {
        return new Time(ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
      }
      throw unreadable;
    }
  }

  private static long seconds(Object value) {
    return switch (value) {
      case String text when text.matches("-?[0-9]{1,10}") -> Long.parseLong(text);
      case Int64 number -> number.longValue();
      case null, default -> 0;
    };
  }

  private static long nanos(Object value) {
    return switch (value) {
      case String text -> {
        try {
          yield GoDuration.parse(text);
        } catch (FunctionFailure invalid) {
          yield 0;
        }
      }
      case Int64 number -> number.longValue();
      case null, default -> 0;
    };
  }
}
