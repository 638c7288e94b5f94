package dev.blackstart.template.gotemplate.functions;

import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's way to lay out a time: by how Monday, January 2, 15:04:05 of 2006 would be written. */
final class TimeLayout {
  private static final Pattern ELEMENT =
      Pattern.compile(
          "January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|[-Z]07:00(:00)?|[-Z]0700(00)?|[-Z]07"
              + "|002|0[1-6]|_2(?!006)|__2|15|PM|pm|[.,](0+|9+)(?![0-9])|[1-5]");
  private static final List<String> DATE_WORDS = List.of("January", "Jan", "Monday", "Mon");

  private TimeLayout() {}

  static String format(String layout, ZonedDateTime time) {
    Matcher element = ELEMENT.matcher(layout);
    return element.replaceAll(found -> Matcher.quoteReplacement(part(found.group(), time)));
  }

  private static String part(String element, ZonedDateTime time) {
    int hour = (time.getHour() + 11) % 12 + 1;
    return switch (element) {
      case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Jan" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Mon" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MST" -> zone(time);
      case "2006" -> String.format("%04d", time.getYear());
      case "06" -> String.format("%02d", time.getYear() % 100);
      case "01" -> String.format("%02d", time.getMonthValue());
      case "1" -> Integer.toString(time.getMonthValue());
      case "02" -> String.format("%02d", time.getDayOfMonth());
      case "_2" -> String.format("%2d", time.getDayOfMonth());
      case "2" -> Integer.toString(time.getDayOfMonth());
      case "002" -> String.format("%03d", time.getDayOfYear());
      case "__2" -> String.format("%3d", time.getDayOfYear());
      case "15" -> String.format("%02d", time.getHour());
      case "03" -> String.format("%02d", hour);
      case "3" -> Integer.toString(hour);
      case "04" -> String.format("%02d", time.getMinute());
      case "4" -> Integer.toString(time.getMinute());
      case "05" -> String.format("%02d", time.getSecond());
      case "5" -> Integer.toString(time.getSecond());
      case "PM" -> time.getHour() < 12 ? "AM" : "PM";
      case "pm" -> time.getHour() < 12 ? "am" : "pm";
      default -> element.matches("[.,].*") ? fraction(element, time) : offset(element, time);
    };
  }

  private static String fraction(String element, ZonedDateTime time) {
    String nanos = String.format("%09d", time.getNano());
    String digits = nanos.substring(0, Math.min(9, element.length() - 1));
    if (element.charAt(1) == '9') {
      digits = digits.replaceFirst("0+$", "");
      return digits.isEmpty() ? "" : element.charAt(0) + digits;
    }
    return element.charAt(0) + digits;
  }

  /** The zone's short name, else its offset as {@code +0200}. */
  private static String zone(ZonedDateTime time) {
    if (time.getZone() instanceof ZoneOffset offset) {
      return offset.getTotalSeconds() == 0 ? "UTC" : offset("-0700", time);
    }
    boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
    return java.util.TimeZone.getTimeZone(time.getZone())
        .getDisplayName(summer, java.util.TimeZone.SHORT, Locale.ENGLISH);
  }

  static String offset(String element, ZonedDateTime time) {
    int seconds = time.getOffset().getTotalSeconds();
    if (element.startsWith("Z") && seconds == 0) {
      return "Z";
    }
    int size = Math.abs(seconds);
    String colon = element.contains(":") ? ":" : "";
    int digits = element.replaceAll("[^0-9]", "").length();
    return (seconds < 0 ? "-" : "+")
        + String.format("%02d", size / 3600)
        + (digits > 2 ? colon + String.format("%02d", size / 60 % 60) : "")
        + (digits > 4 ? colon + String.format("%02d", size % 60) : "");
  }

  /** What a text says by a layout; in UTC when it names no offset. */
  static ZonedDateTime parse(String layout, String text) {
    List<String> elements = new ArrayList<>();
    StringBuilder pattern = new StringBuilder();
    Matcher element = ELEMENT.matcher(layout);
    int from = 0;
    while (element.find()) {
      pattern.append(Pattern.quote(layout.substring(from, element.start())));
      pattern.append('(').append(form(element.group())).append(')');
      elements.add(element.group());
      from = element.end();
    }
    pattern.append(Pattern.quote(layout.substring(from)));
    Matcher read = Pattern.compile(pattern.toString()).matcher(text);
    if (!read.matches()) {
      throw unreadable(layout, text);
    }
    try {
      return new Fields(elements, read).time();
    } catch (DateTimeException | NumberFormatException outOfRange) {
      throw unreadable(layout, text);
    }
  }

  private static FunctionFailure unreadable(String layout, String text) {
    return new FunctionFailure(
        "parsing time " + GoText.quote(text) + " as " + GoText.quote(layout) + ": cannot parse it");
  }

  private static String form(String element) {
    return switch (element) {
      case "January", "Jan", "Monday", "Mon", "MST" -> "[A-Za-z]+";
      case "2006" -> "[0-9]{4}";
      case "002" -> "[0-9]{3}";
      case "PM", "pm" -> "[AaPp][Mm]";
      case "05", "5" -> "[0-9]{1,2}(?:[.,][0-9]{1,9})?";
      case "1", "2", "3", "4", "_2", "__2" -> " *[0-9]{1,3}";
      default ->
          element.matches("[.,].*")
              ? "(?:[.,][0-9]{1,9})?"
              : element.matches("[-Z]07.*") ? "Z|[-+][0-9:]+" : "[0-9]{1,2}";
    };
  }

  /** What the elements of a text say. */
  private record Fields(List<String> elements, Matcher read) {
    ZonedDateTime time() {
      LocalDateTime time =
          LocalDateTime.of(number(1, "2006"), month(), 1, hour(), number(0, "04", "4"));
      time = time.plusDays(number(1, "02", "_2", "2") - 1L);
      if (time.getMonthValue() != month()) {
        throw new DateTimeException("no such day");
      }
      String seconds = text("05", "5").replace(',', '.');
      if (!seconds.isEmpty()) {
        java.math.BigDecimal value = new java.math.BigDecimal(seconds);
        time =
            time.withSecond(value.intValue())
                .withNano(value.remainder(java.math.BigDecimal.ONE).movePointRight(9).intValue());
      }
      return time.atZone(zone());
    }

    private String text(String... names) {
      for (int i = 0; i < elements.size(); i++) {
        if (List.of(names).contains(elements.get(i))) {
          return read.group(i + 1);
        }
      }
      return "";
    }

    private int number(int absent, String... names) {
      String digits = text(names).strip();
      if (digits.isEmpty() && names[0].equals("2006") && !text("06").isEmpty()) {
        int year = Integer.parseInt(text("06"));
        return year + (year >= 69 ? 1900 : 2000);
      }
      return digits.isEmpty() ? absent : Integer.parseInt(digits);
    }

    private int month() {
      String word = text(DATE_WORDS.get(0), DATE_WORDS.get(1));
      if (word.isEmpty()) {
        return number(1, "01", "1");
      }
      for (java.time.Month month : java.time.Month.values()) {
        boolean isIt =
            word.equalsIgnoreCase(month.name())
                || word.equalsIgnoreCase(month.name().substring(0, 3));
        if (isIt) {
          return month.getValue();
        }
      }
      throw new DateTimeException("no month");
    }

    private int hour() {
      int hour = number(0, "15", "03", "3");
      String half = text("PM", "pm").toLowerCase(Locale.ROOT);
      return half.isEmpty() ? hour : hour % 12 + (half.equals("pm") ? 12 : 0);
    }

    private ZoneOffset zone() {
      for (int i = 0; i < elements.size(); i++) {
        if (elements.get(i).matches("[-Z]07.*")) {
          return ZoneOffset.of(read.group(i + 1));
        }
      }
      return ZoneOffset.UTC;
    }
  }
}
