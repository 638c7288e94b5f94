package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one word of an expression: a name, a constant or an operator. */
final class WordScanner {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");
  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX](?<hex>[0-9a-fA-F_]+)|0[oO](?<oct>[0-7_]+)|0[bB](?<bin>[01_]+)"
              + "|(?<float>[0-9][0-9_]*(?:\\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+))"
              + "|(?<int>[0-9][0-9_]*)");
  private static final Pattern SYMBOL =
      Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+*/%~.,:|=<>()\\[\\]{}]");

  private WordScanner() {}

  /** Adds the token at a position and returns where it ends. */
  static int scan(Source source, String text, int at, List<Token> tokens) {
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      return string(source, text, at, tokens);
    }
    Matcher name = NAME.matcher(text).region(at, text.length());
    if (name.lookingAt()) {
      tokens.add(new Token(Token.Kind.NAME, name.group(), at));
      return name.end();
    }
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (number.lookingAt()) {
      tokens.add(new Token(Token.Kind.NUMBER, number(source, at, number), at));
      return number.end();
    }
    Matcher symbol = SYMBOL.matcher(text).region(at, text.length());
    if (symbol.lookingAt()) {
      tokens.add(new Token(Token.Kind.SYMBOL, symbol.group(), at));
      return symbol.end();
    }
    throw source.problem(at, "unexpected character \"" + c + "\"");
  }

  private static Number number(Source source, int at, Matcher number) {
    if (number.group("float") != null) {
      return Double.parseDouble(number.group("float").replace("_", ""));
    }
    BigInteger value;
    if (number.group("hex") != null) {
      value = new BigInteger(number.group("hex").replace("_", ""), 16);
    } else if (number.group("oct") != null) {
      value = new BigInteger(number.group("oct").replace("_", ""), 8);
    } else if (number.group("bin") != null) {
      value = new BigInteger(number.group("bin").replace("_", ""), 2);
    } else {
      value = new BigInteger(number.group("int").replace("_", ""));
    }
    if (value.bitLength() > 63) {
      throw source.problem(at, "the number " + number.group() + " is too large");
    }
    return value.longValueExact();
  }

  private static int string(Source source, String text, int start, List<Token> tokens) {
    StringBuilder value = new StringBuilder();
    char quote = text.charAt(start);
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) != '\\') {
        value.append(text.charAt(at++));
        continue;
      }
      at = escape(source, text, at, value);
    }
    if (at >= text.length()) {
      throw source.problem(start, "unexpected end of string");
    }
    tokens.add(new Token(Token.Kind.STRING, value.toString(), start));
    return at + 1;
  }

  private static int escape(Source source, String text, int at, StringBuilder value) {
    char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    int simple = "\"'\\/bfnrt".indexOf(c);
    if (simple >= 0) {
      value.append("\"'\\/\b\f\n\r\t".charAt(simple));
      return at + 2;
    }
    int digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
    try {
      if (digits > 0 && at + 2 + digits <= text.length()) {
        value.append((char) Integer.parseInt(text.substring(at + 2, at + 2 + digits), 16));
        return at + 2 + digits;
      }
    } catch (NumberFormatException notHex) {
      throw source.problem(at, "invalid unicode escape in string");
    }
    throw source.problem(at, "bad string escape \"\\" + c + "\"");
  }
}
