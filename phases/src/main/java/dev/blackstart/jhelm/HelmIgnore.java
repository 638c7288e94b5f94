package dev.blackstart.jhelm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a chart's {@code .helmignore} leaves out of it ("The .helmignore file", helm.sh): shell
 * patterns, for folders when they end in a slash, for whole paths when one stands within, for names
 * at any depth otherwise; {@code !} for all that does not match.
 */
final class HelmIgnore {
  /** What Helm leaves out of every chart. */
  private static final String ALWAYS = "templates/.?*";

  private final List<Rule> rules;

  private record Rule(Pattern pattern, boolean negated, boolean folders, boolean whole) {
    boolean matches(String path, boolean folder) {
      if (folders && !folder) {
        return false;
      }
      String what = whole ? path : path.substring(path.lastIndexOf('/') + 1);
      return pattern.matcher(what).matches() != negated;
    }
  }

  private HelmIgnore(List<Rule> rules) {
    this.rules = rules;
  }

  static HelmIgnore of(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String line : (text + "\n" + ALWAYS).lines().toList()) {
      String rule = line.strip();
      if (!rule.isEmpty() && !rule.startsWith("#")) {
        boolean negated = rule.startsWith("!");
        String plain = negated ? rule.substring(1) : rule;
        boolean folders = plain.endsWith("/");
        String bare = folders ? plain.substring(0, plain.length() - 1) : plain;
        boolean whole = bare.contains("/");
        rules.add(new Rule(pattern(bare.replaceFirst("^/", "")), negated, folders, whole));
      }
    }
    return new HelmIgnore(Collections.unmodifiableList(rules));
  }

  /** As Go's {@code filepath.Match}: no pattern reaches over a slash. */
  private static Pattern pattern(String shell) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < shell.length(); i++) {
      char c = shell.charAt(i);
      int close = c == '[' ? shell.indexOf(']', i + 2) : -1;
      if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (close > 0) {
        regex.append('[').append(shell, i + 1, close).append(']');
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString());
    } catch (PatternSyntaxException odd) {
      return Pattern.compile(Pattern.quote(shell));
    }
  }

  /** Whether a file is left out, for itself or with a folder it lies in. */
  boolean ignores(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (matches(path.substring(0, slash), true)) {
        return true;
      }
    }
    return matches(path, false);
  }

  private boolean matches(String path, boolean folder) {
    return rules.stream().anyMatch(rule -> rule.matches(path, folder));
  }
}
