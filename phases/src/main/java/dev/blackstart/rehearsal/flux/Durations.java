package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes and reads them. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|h|m|s)");

  private Durations() {}

  /** The duration in a field such as {@code 1h30m}, or another one when there is none. */
  public static Duration of(JsonNode field, Duration otherwise) {
    Matcher part = PART.matcher(field.asText());
    double seconds = 0;
    boolean found = false;
    while (part.find()) {
      found = true;
      double number = Double.parseDouble(part.group(1));
      seconds +=
          switch (part.group(2)) {
            case "h" -> number * 3600;
            case "m" -> number * 60;
            case "s" -> number;
            default -> number / 1000;
          };
    }
    return found ? Duration.ofMillis((long) (seconds * 1000)) : otherwise;
  }

  /** {@code 1h0m0s}, {@code 5m0s}, {@code 30s}. */
  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    long hours = seconds / 3600;
    long minutes = seconds % 3600 / 60;
    return (hours > 0 ? hours + "h" : "")
        + (hours > 0 || minutes > 0 ? minutes + "m" : "")
        + seconds % 60
        + "s";
  }
}
