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
    try {
      String group = match.group(name);
      return group == null ? "" : group;
    } catch (IllegalArgumentException unknown) {
      return "";
    }
  }
}
