package dev.blackstart.cluster.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script in words and operators; redirections to nowhere are left out. */
final class ShellWords {
  private static final Pattern TO_NOWHERE =
      Pattern.compile("([12&]?>>?\\s*/dev/null|[12]?>&[12])(?=[\\s;&|)]|$)");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /**
   * @param operator whether it is {@code ;}, {@code &&}, {@code |} or another sign
   * @param expands whether the shell would put something else in its place
   */
  record Token(String text, boolean operator, boolean expands) {}

  private ShellWords(String text) {
    this.text = text.replace("\\\n", " ");
  }

  static List<Token> of(String text) {
    ShellWords words = new ShellWords(text);
    words.read();
    return words.tokens;
  }

  private void read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == ';') {
        operator(";", 1);
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        at = end('\n');
      } else if (redirection()) {
        continue;
      } else if (text.startsWith("&&", at) || text.startsWith("||", at)) {
        operator(text.substring(at, at + 2), 2);
      } else if (c == '|' || c == '&' || c == '(' || c == ')' || c == '<' || c == '>') {
        operator(String.valueOf(c), 1);
      } else {
        word();
      }
    }
  }

  /** Output that is thrown away changes nothing. */
  private boolean redirection() {
    Matcher matcher = TO_NOWHERE.matcher(text).region(at, text.length());
    boolean found = matcher.lookingAt();
    at = found ? matcher.end() : at;
    return found;
  }

  private void operator(String sign, int length) {
    tokens.add(new Token(sign, true, false));
    at += length;
  }

  private void word() {
    StringBuilder word = new StringBuilder();
    boolean expands = false;
    while (at < text.length() && " \t\n;|&()<>".indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      if (c == '\'') {
        int close = closing('\'');
        word.append(text, at + 1, close);
        at = close + 1;
      } else if (c == '"') {
        int close = closing('"');
        String inner = text.substring(at + 1, close);
        expands |= inner.contains("$") || inner.contains("`");
        word.append(inner.replace("\\\"", "\""));
        at = close + 1;
      } else if (c == '\\' && at + 1 < text.length()) {
        word.append(text.charAt(at + 1));
        at += 2;
      } else if (text.startsWith("$(", at)) {
        expands = true;
        int close = text.indexOf(')', at);
        at = close < 0 ? text.length() : close + 1;
      } else {
        expands |= c == '$' || c == '`' || c == '*';
        word.append(c);
        at++;
      }
    }
    tokens.add(new Token(word.toString(), false, expands));
  }

  private int closing(char quote) {
    int close = at + 1;
    while (close < text.length() && text.charAt(close) != quote) {
      close += quote == '"' && text.charAt(close) == '\\' ? 2 : 1;
    }
    if (close >= text.length()) {
      throw new UnknownForm("a quote in its script does not close");
    }
    return close;
  }

  private int end(char c) {
    int found = text.indexOf(c, at);
    return found < 0 ? text.length() : found;
  }
}
