package dev.blackstart.template.gotemplate.functions;

import com.google.re2j.Matcher;

/** Replacement texts as Go's regexp.Expand reads them. */
final class GroupReferences {
  private static final java.util.regex.Pattern REFERENCE =
      java.util.regex.Pattern.compile("\\$(?:(\\$)|\\{(\\w+)}|(\\w+))");

  private GroupReferences() {}

  /**
   * The replacement with its references filled in; the longest name counts, unknown ones are empty.
   */
  static String expand(String replacement, Matcher match) {
    return REFERENCE
        .matcher(replacement)
        .replaceAll(
            reference -> {
              if (reference.group(1) != null) {
                return "\\$";
              }
              String name = reference.group(2) == null ? reference.group(3) : reference.group(2);
              return java.util.regex.Matcher.quoteReplacement(group(name, match));
            });
  }

  private static String group(String name, Matcher match) {
    if (name.matches("[0-9]{1,4}")) {
      int number = Integer.parseInt(name);
      String group = number <= match.groupCount() ? match.group(number) : null;
      return group == null ? "" : group;
    }
    int number = number(name, match.pattern().pattern());
    String group = number == 0 ? null : match.group(number);
    return group == null ? "" : group;
  }

  /** The number of a named group, counting what opens a group; 0 when there is none. */
  private static int number(String name, String pattern) {
    int number = 0;
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[' || c == ']') {
        inClass = c == '[';
      } else if (c == '(' && !inClass && !pattern.startsWith("(?", i)) {
        number++;
      } else if (pattern.startsWith("(?P<", i) && !inClass) {
        number++;
        if (pattern.startsWith(name + ">", i + 4)) {
          return number;
        }
      }
    }
    return 0;
  }
}
