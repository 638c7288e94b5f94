package dev.blackstart.template.gotemplate;

/** A piece of a template: text between actions, or a word of an action. */
record Token(Kind kind, String text, int position) {
  enum Kind {
    TEXT,
    LEFT,
    RIGHT,
    SPACE,
    PIPE,
    COMMA_OR_OTHER,
    ASSIGN,
    DECLARE,
    OPEN,
    CLOSE,
    DOT,
    NIL,
    BOOL,
    NUMBER,
    CHARACTER,
    STRING,
    RAW_STRING,
    FIELD,
    VARIABLE,
    IDENTIFIER,
    KEYWORD,
    ERROR,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isKeyword(String word) {
    return kind == Kind.KEYWORD && text.equals(word);
  }

  /** As Go's parser names a token in its messages. */
  @Override
  public String toString() {
    return switch (kind) {
      case END -> "EOF";
      case ERROR -> text;
      case KEYWORD -> "<" + text + ">";
      case TEXT,
          LEFT,
          RIGHT,
          SPACE,
          PIPE,
          COMMA_OR_OTHER,
          ASSIGN,
          DECLARE,
          OPEN,
          CLOSE,
          DOT,
          NIL,
          BOOL,
          NUMBER,
          CHARACTER,
          STRING,
          RAW_STRING,
          FIELD,
          VARIABLE,
          IDENTIFIER ->
          text.length() > 10 ? GoText.quote(text.substring(0, 10)) + "..." : GoText.quote(text);
    };
  }
}
