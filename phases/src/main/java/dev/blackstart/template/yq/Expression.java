package dev.blackstart.template.yq;

import dev.blackstart.template.yaml.ScalarNode;
import java.util.List;

/** A yq expression. */
sealed interface Expression {
  /** What is looked at. */
  record Self() implements Expression {}

  /** Everything below, itself first ({@code ..}). */
  record Below() implements Expression {}

  /** A step into a map or a list: {@code .key}, {@code .["key"]}, {@code [0]}. */
  record Step(Expression from, Expression key) implements Expression {}

  /** All items or values ({@code .[]}). */
  record Each(Expression from) implements Expression {}

  record Literal(ScalarNode value) implements Expression {}

  record Pipe(Expression left, Expression right) implements Expression {}

  record Union(Expression left, Expression right) implements Expression {}

  /** {@code == != and or // + *}. */
  record Binary(Operator operator, Expression left, Expression right) implements Expression {}

  /**
   * {@code path = value}, or {@code path |= value} with the value seen from each place.
   *
   * @param relative whether it is the latter
   */
  record Assign(Expression path, Expression value, boolean relative) implements Expression {}

  /** A named function with its arguments. */
  record Call(Name name, List<Expression> arguments) implements Expression {}

  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    AND("and"),
    OR("or"),
    ALTERNATIVE("//"),
    ADD("+"),
    MERGE("*");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  enum Name {
    SELECT("select", 1),
    DEL("del", 1),
    HAS("has", 1),
    NOT("not", 0),
    ENV("env", 1),
    STRENV("strenv", 1),
    LENGTH("length", 0),
    KEYS("keys", 0),
    FILE_INDEX("fileIndex", 0),
    FI("fi", 0),
    DOCUMENT_INDEX("documentIndex", 0),
    DI("di", 0);

    private final String word;
    private final int arguments;

    Name(String word, int arguments) {
      this.word = word;
      this.arguments = arguments;
    }

    String word() {
      return word;
    }

    /** Whether its argument is the bare name of a variable of the environment. */
    boolean isVariable() {
      return this == ENV || this == STRENV;
    }

    int arguments() {
      return arguments;
    }
  }
}
