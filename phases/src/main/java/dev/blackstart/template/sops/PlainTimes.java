package dev.blackstart.template.sops;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads YAML as yaml.v3 does where it takes plain text for a time; sops seals that time. */
final class PlainTimes {
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
              + "(?:(?:[Tt]| +)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(\\.[0-9]{0,9})?"
              + "(Z|[-+][0-9]{2}:[0-9]{2})?)?");

  private PlainTimes() {}

  static Object read(YamlNode node) {
    return switch (node) {
      case MapNode map -> {
        Map<String, Object> values = new LinkedHashMap<>();
        map.entries().forEach(entry -> values.put(entry.key().text(), read(entry.value())));
        yield values;
      }
      case ListNode list -> {
        List<Object> values = new ArrayList<>();
        list.items().forEach(item -> values.add(read(item)));
        yield values;
      }
      case ScalarNode scalar -> {
        Matcher time = TIME.matcher(scalar.text());
        boolean plain = scalar.style() == ScalarNode.Style.PLAIN && scalar.tag().isEmpty();
        yield plain && time.matches() ? written(scalar.text(), time) : Reading.TALOS.read(scalar);
      }
    };
  }

  private static String written(String text, Matcher time) {
    try {
      LocalDate day = LocalDate.of(number(time, 1), number(time, 2), number(time, 3));
      LocalTime clock = LocalTime.MIDNIGHT;
      if (time.group(4) != null) {
        clock = LocalTime.of(number(time, 4), number(time, 5), number(time, 6));
      }
      if (time.group(7) != null) {
        String digits = (time.group(7).substring(1) + "000000000").substring(0, 9);
        clock = clock.withNano(Integer.parseInt(digits));
      }
      ZoneOffset zone = time.group(8) == null ? ZoneOffset.UTC : ZoneOffset.of(time.group(8));
      String whole =
          OffsetDateTime.of(day, clock.withNano(0), zone)
              .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"));
      String nanos = String.format("%09d", clock.getNano()).replaceFirst("0+$", "");
      return whole + (nanos.isEmpty() ? "" : "." + nanos) + zone.getId();
    } catch (java.time.DateTimeException noTime) {
      return text;
    }
  }

  private static int number(Matcher time, int group) {
    return Integer.parseInt(time.group(group));
  }
}
