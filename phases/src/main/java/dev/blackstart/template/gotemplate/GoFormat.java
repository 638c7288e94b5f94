package dev.blackstart.template.gotemplate;

import java.util.List;

/** Go's fmt.Sprintf: reads the format, hands each verb with its argument to {@link GoVerb}. */
final class GoFormat {
  private final String format;
  private final List<Object> values;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int argument;
  private boolean reordered;
  private boolean goodIndex = true;

  private GoFormat(String format, List<Object> values) {
    this.format = format;
    this.values = values;
  }

  static String format(String format, List<Object> values) {
    return new GoFormat(format, values).run();
  }

  private String run() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        out.append(format, at, format.length());
        break;
      }
      out.append(format, at, percent);
      at = percent + 1;
      verb();
    }
    if (!reordered && argument < values.size()) {
      out.append("%!(EXTRA ");
      for (int i = argument; i < values.size(); i++) {
        out.append(i > argument ? ", " : "").append(typed(values.get(i)));
      }
      out.append(')');
    }
    return out.toString();
  }

  private void verb() {
    GoVerb.Flags flags = new GoVerb.Flags();
    for (; at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0; at++) {
      flags.add(format.charAt(at));
    }
    boolean afterIndex = index();
    if (isNext('*')) {
      star(flags, true);
      afterIndex = false;
    } else {
      int width = number();
      flags.width = width;
      if (afterIndex && width >= 0) {
        goodIndex = false;
      }
    }
    if (isNext('.')) {
      at++;
      if (afterIndex) {
        goodIndex = false;
      }
      afterIndex = index();
      if (isNext('*')) {
        star(flags, false);
        afterIndex = false;
      } else {
        flags.precision = Math.max(number(), 0);
      }
    }
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    String name = Character.toString(verb);
    if (verb == '%') {
      out.append('%');
    } else if (!goodIndex) {
      out.append("%!").append(name).append("(BADINDEX)");
      goodIndex = true;
    } else if (argument >= values.size()) {
      out.append("%!").append(name).append("(MISSING)");
    } else {
      out.append(new GoVerb(verb, flags).print(values.get(argument++)));
    }
  }

  private boolean isNext(char c) {
    return at < format.length() && format.charAt(at) == c;
  }

  /** A width or precision in digits; -1 when there is none. */
  private int number() {
    int from = at;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      at++;
    }
    return at == from || at - from > 6 ? -1 : Integer.parseInt(format.substring(from, at));
  }

  /** An explicit argument index, {@code [2]}. */
  private boolean index() {
    if (!isNext('[')) {
      return false;
    }
    reordered = true;
    int end = format.indexOf(']', at);
    String digits = end < 0 ? "" : format.substring(at + 1, end);
    at = end < 0 ? at + 1 : end + 1;
    boolean good =
        digits.matches("[0-9]{1,6}")
            && Integer.parseInt(digits) >= 1
            && Integer.parseInt(digits) <= values.size();
    if (good) {
      argument = Integer.parseInt(digits) - 1;
    } else {
      goodIndex = false;
    }
    return true;
  }

  private void star(GoVerb.Flags flags, boolean isWidth) {
    at++;
    Object value = argument < values.size() ? values.get(argument++) : null;
    if (!(value instanceof Long number) || Math.abs(number) > 1_000_000) {
      out.append(isWidth ? "%!(BADWIDTH)" : "%!(BADPREC)");
      return;
    }
    if (isWidth) {
      flags.width = (int) Math.abs(number);
      flags.minus |= number < 0;
    } else {
      flags.precision = number < 0 ? -1 : number.intValue();
      if (number < 0) {
        out.append("%!(BADPREC)");
      }
    }
  }

  static String typed(Object value) {
    return value == null ? "<nil>" : GoText.type(value) + "=" + GoText.of(value);
  }
}
