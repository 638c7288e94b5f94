package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cuts a template into text and tags, with minijinja's white space control. */
final class Lexer {
  private final Pattern openings;
  private final Pattern raw;
  private final Pattern endRaw;
  private final Source source;
  private final JinjaStyle style;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /** Whether the text that follows loses its leading white space. */
  private boolean trimNext;

  private Lexer(Source source, JinjaStyle style) {
    this.source = source;
    this.style = style;
    JinjaSyntax syntax = style.syntax();
    this.openings =
        Pattern.compile(
            "(?<kind>"
                + Stream.of(syntax.blockStart(), syntax.variableStart(), syntax.commentStart())
                    .sorted(Comparator.comparing(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
                + ")(?<mark>[-+]?)");
    String blockEnd = Pattern.quote(syntax.blockEnd());
    this.raw = Pattern.compile("\\s*raw\\s*(?<mark>[-+]?)" + blockEnd);
    this.endRaw =
        Pattern.compile(
            Pattern.quote(syntax.blockStart())
                + "(?<open>[-+]?)\\s*endraw\\s*(?<close>[-+]?)"
                + blockEnd);
    String whole = source.text();
    String cut = whole.endsWith("\n") ? whole.substring(0, whole.length() - 1) : whole;
    cut =
        cut.length() < whole.length() && cut.endsWith("\r")
            ? cut.substring(0, cut.length() - 1)
            : cut;
    this.text = style.keepTrailingNewline() ? whole : cut;
  }

  static List<Token> tokens(Source source, JinjaStyle style) {
    Lexer lexer = new Lexer(source, style);
    lexer.scan();
    return lexer.tokens;
  }

  private void scan() {
    JinjaSyntax syntax = style.syntax();
    Matcher open = openings.matcher(text);
    while (open.find(at)) {
      boolean variable = open.group("kind").equals(syntax.variableStart());
      addText(open.start(), open.group("mark"), variable);
      int start = open.start();
      at = open.end();
      if (variable) {
        tokens.add(new Token(Token.Kind.BEGIN_VARIABLE, "", start));
        inside(syntax.variableEnd(), Token.Kind.END_VARIABLE);
      } else if (open.group("kind").equals(syntax.blockStart())) {
        block(start);
      } else {
        comment(start);
      }
    }
    addText(text.length(), "", true);
    tokens.add(new Token(Token.Kind.END, "", text.length()));
  }

  /** Adds the text up to a tag whose opening has this mark. */
  private void addText(int to, String mark, boolean variable) {
    int from = at;
    if (trimNext) {
      while (from < to && Character.isWhitespace(text.charAt(from))) {
        from++;
      }
    }
    int end = to;
    if (mark.equals("-")) {
      while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
    } else if (style.lstripBlocks() && !variable && mark.isEmpty()) {
      int line = end;
      while (line > from && (text.charAt(line - 1) == ' ' || text.charAt(line - 1) == '\t')) {
        line--;
      }
      boolean beginsLine = line == 0 || text.charAt(line - 1) == '\n';
      end = beginsLine ? line : end;
    }
    if (end > from) {
      tokens.add(new Token(Token.Kind.TEXT, text.substring(from, end), from));
    }
    trimNext = false;
    at = to;
  }

  /** What the closing of a block or comment does to the text behind it. */
  private void closed(String mark) {
    trimNext = mark.equals("-");
    if (mark.isEmpty() && style.trimBlocks()) {
      at += text.startsWith("\r\n", at) ? 2 : text.startsWith("\n", at) ? 1 : 0;
    }
  }

  private void comment(int start) {
    int from = at;
    String close = style.syntax().commentEnd();
    int end = text.indexOf(close, at);
    if (end < 0) {
      throw source.problem(start, "unexpected end of comment");
    }
    char last = text.charAt(end - 1);
    at = end + close.length();
    closed(end > from && (last == '-' || last == '+') ? Character.toString(last) : "");
  }

  private void block(int start) {
    Matcher raw = this.raw.matcher(text).region(at, text.length());
    if (!raw.lookingAt()) {
      tokens.add(new Token(Token.Kind.BEGIN_BLOCK, "", start));
      inside(style.syntax().blockEnd(), Token.Kind.END_BLOCK);
      return;
    }
    at = raw.end();
    closed(raw.group("mark"));
    Matcher end = endRaw.matcher(text);
    if (!end.find(at)) {
      throw source.problem(start, "unexpected end of raw block");
    }
    addText(end.start(), end.group("open"), false);
    at = end.end();
    closed(end.group("close"));
  }

  private void inside(String close, Token.Kind end) {
    int start = at;
    int nesting = 0;
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at >= text.length()) {
        throw source.problem(start, "unexpected end of input, expected " + new Token(end, "", at));
      }
      boolean marked =
          (text.charAt(at) == '-' || text.charAt(at) == '+') && text.startsWith(close, at + 1);
      if (nesting == 0 && (marked || text.startsWith(close, at))) {
        tokens.add(new Token(end, "", at));
        String mark = marked ? text.substring(at, at + 1) : "";
        at += close.length() + mark.length();
        if (end == Token.Kind.END_BLOCK) {
          closed(mark);
        } else {
          trimNext = mark.equals("-");
        }
        return;
      }
      nesting +=
          "([{".indexOf(text.charAt(at)) >= 0 ? 1 : ")]}".indexOf(text.charAt(at)) >= 0 ? -1 : 0;
      at = WordScanner.scan(source, text, at, tokens);
    }
  }
}
