package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One line of a {@code .sourceignore}, matched as source-controller matches it. */
final class IgnorePattern {
  private static final String ANY_FOLDERS = "**";

  private final List<String> domain;
  private final List<String> steps;
  private final boolean includes;
  private final boolean foldersOnly;

  private IgnorePattern(
      List<String> domain, List<String> steps, boolean includes, boolean foldersOnly) {
    this.domain = domain;
    this.steps = steps;
    this.includes = includes;
    this.foldersOnly = foldersOnly;
  }

  /** The patterns of a file that lies in a folder; comments and empty lines are none. */
  static List<IgnorePattern> read(String text, List<String> domain) {
    List<IgnorePattern> patterns = new ArrayList<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(line -> patterns.add(of(line, domain)));
    return patterns;
  }

  static IgnorePattern of(String line, List<String> domain) {
    boolean includes = line.startsWith("!");
    String text = includes ? line.substring(1) : line;
    if (!text.endsWith("\\ ")) {
      text = text.replaceFirst(" +$", "");
    }
    boolean foldersOnly = text.endsWith("/");
    if (foldersOnly) {
      text = text.substring(0, text.length() - 1);
    }
    return new IgnorePattern(domain, List.of(text.split("/", -1)), includes, foldersOnly);
  }

  /** Whether it takes back what an earlier pattern left out. */
  boolean includes() {
    return includes;
  }

  boolean matches(List<String> path, boolean folder) {
    if (path.size() <= domain.size() || !path.subList(0, domain.size()).equals(domain)) {
      return false;
    }
    List<String> below = path.subList(domain.size(), path.size());
    return steps.size() > 1 ? matchesPath(below, folder) : matchesName(below, folder);
  }

  private boolean matchesName(List<String> path, boolean folder) {
    for (int i = 0; i < path.size(); i++) {
      if (fits(steps.getFirst(), path.get(i))) {
        return !(foldersOnly && !folder && i == path.size() - 1);
      }
    }
    return false;
  }

  private boolean matchesPath(List<String> path, boolean folder) {
    boolean matched = false;
    boolean anyFolders = false;
    int at = 0;
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      if (step.isEmpty()) {
        anyFolders = false;
      } else if (step.equals(ANY_FOLDERS)) {
        if (i == steps.size() - 1) {
          break;
        }
        anyFolders = true;
      } else {
        matched = false;
        do {
          if (at >= path.size()) {
            return false;
          }
          matched = fits(step, path.get(at++));
        } while (anyFolders && !matched && at < path.size());
        if (!matched) {
          return false;
        }
        anyFolders = false;
      }
    }
    return matched && !(foldersOnly && !folder && at == path.size());
  }

  /** As Go's filepath.Match: {@code *} and {@code ?}, classes, and a backslash before a sign. */
  private static boolean fits(String glob, String name) {
    if (glob.equals(name)) {
      return true;
    }
    if (glob.indexOf('*') < 0 && glob.indexOf('?') < 0 && glob.indexOf('[') < 0) {
      return glob.replace("\\", "").equals(name);
    }
    StringBuilder regex = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < glob.length(); i++) {
      char sign = glob.charAt(i);
      if (sign == '\\' && i + 1 < glob.length()) {
        regex.append('\\').append(glob.charAt(++i));
      } else if (inClass) {
        inClass = sign != ']';
        regex.append(sign);
      } else if (sign == '*') {
        regex.append(".*");
      } else if (sign == '?') {
        regex.append('.');
      } else if (sign == '[' && glob.indexOf(']', i) > i) {
        inClass = true;
        regex.append('[');
      } else {
        regex.append(Pattern.quote(String.valueOf(sign)));
      }
    }
    return name.matches(regex.toString());
  }
}
