package dev.blackstart.app;

import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the values of a release come from, the layers of one file told once with their lines. */
public final class ValuesOrigins {
  private static final Pattern LINE = Pattern.compile("(?<file>[^ ]+):(?<line>[0-9]+)");

  private ValuesOrigins() {}

  /** The origins in the order of their first layer: {@code apps.yaml:76,78,80}. */
  public static List<String> of(Release release) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (ValuesDocument values : release.values()) {
      Matcher matcher = LINE.matcher(values.origin());
      boolean inline = matcher.matches();
      List<String> of =
          lines.computeIfAbsent(
              inline ? matcher.group("file") : values.origin(), file -> new ArrayList<>());
      if (inline) {
        of.add(matcher.group("line"));
      }
    }
    return lines.entrySet().stream()
        .map(
            entry ->
                entry.getValue().isEmpty()
                    ? entry.getKey()
                    : entry.getKey() + ":" + String.join(",", entry.getValue()))
        .toList();
  }
}
