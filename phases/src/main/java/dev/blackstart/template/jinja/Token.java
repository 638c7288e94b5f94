package dev.blackstart.template.jinja;

/**
 * A piece of a template.
 *
 * @param value the text of names and symbols, the value of constants
 */
record Token(Kind kind, Object value, int at) {
  enum Kind {
    TEXT,
    BEGIN_VARIABLE,
    END_VARIABLE,
    BEGIN_BLOCK,
    END_BLOCK,
    NAME,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && value.equals(symbol);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && value.equals(name);
  }

  String text() {
    return (String) value;
  }

  /** As minijinja names a token in its messages. */
  @Override
  public String toString() {
    return switch (kind) {
      case TEXT -> "template data";
      case BEGIN_VARIABLE -> "start of variable block";
      case END_VARIABLE -> "end of variable block";
      case BEGIN_BLOCK -> "start of block";
      case END_BLOCK -> "end of block";
      case NAME -> "\"" + value + "\"";
      case STRING -> "string";
      case NUMBER -> "number";
      case SYMBOL -> "\"" + value + "\"";
      case END -> "end of input";
    };
  }
}
