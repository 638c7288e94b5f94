package dev.blackstart.repository.source;

import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a Jinja template and of what it renders to. Where lines were left out, blank ones
 * bring the rest back to the places it has in the template, so that a place in the output is one in
 * the template.
 */
final class TemplateLines {
  private static final Pattern TAG = Pattern.compile("\\{%.*?%}|\\{#.*?#}|(\\{\\{.*?}})");

  private final List<Pattern> template = new ArrayList<>();

  TemplateLines(String text) {
    text.lines().forEach(line -> template.add(pattern(line)));
  }

  /** What a line can become: its tags nothing, its expressions anything. */
  private static Pattern pattern(String line) {
    StringBuilder pattern = new StringBuilder();
    Matcher tag = TAG.matcher(line);
    int from = 0;
    while (tag.find()) {
      pattern.append(quoted(line.substring(from, tag.start())));
      pattern.append(tag.group(1) == null ? "\\s*" : ".*");
      from = tag.end();
    }
    return Pattern.compile(pattern.append(quoted(line.substring(from))).append("\\s*").toString());
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "" : Pattern.quote(text.stripTrailing()) + "\\s*";
  }

  /** Whether every line of an output stands where it stands in the template. */
  boolean keptBy(String output) {
    int line = 0;
    for (String each : output.lines().toList()) {
      if (!each.isBlank() && !matches(line, each)) {
        return false;
      }
      line++;
    }
    return true;
  }

  /** The output with its lines where the template has them, or as it is when that cannot be. */
  String keptIn(String output) {
    List<String> kept = new ArrayList<>();
    int next = 0;
    for (String line : output.lines().toList()) {
      if (line.isBlank()) {
        next += matches(next, line) ? 1 : 0;
        kept.add(line);
        continue;
      }
      int at = next;
      while (at < template.size() && !matches(at, line)) {
        at++;
      }
      if (at == template.size() || kept.size() > at) {
        return output;
      }
      while (kept.size() < at) {
        kept.add("");
      }
      kept.add(line);
      next = at + 1;
    }
    String text = String.join("\n", kept) + (output.endsWith("\n") ? "\n" : "");
    return saysTheSame(text, output) ? text : output;
  }

  private boolean matches(int line, String text) {
    return line < template.size() && template.get(line).matcher(text).matches();
  }

  private static boolean saysTheSame(String one, String other) {
    try {
      return values(one).equals(values(other));
    } catch (YamlProblem noYaml) {
      return false;
    }
  }

  private static List<Object> values(String text) {
    List<Object> values = new ArrayList<>();
    Yaml.parse(text, "").forEach(document -> values.add(Reading.TALOS.read(document)));
    return values;
  }
}
