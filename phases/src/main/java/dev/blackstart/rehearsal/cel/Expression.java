package dev.blackstart.rehearsal.cel;

import java.util.HashMap;
import java.util.Map;

/** A parsed expression. Values are null, Boolean, Long, Double, String, List, Map and Optional. */
public final class Expression {
  private final String text;
  private final Term term;

  private Expression(String text, Term term) {
    this.text = text;
    this.term = term;
  }

  /**
   * Reads an expression.
   *
   * @throws CelFailure when it is none, or calls a function that is not known here
   */
  public static Expression parse(String text) {
    return new Expression(text, new CelParser(text).parse());
  }

  /**
   * The value with these variables.
   *
   * @throws CelFailure when it has none: a key is missing, types do not fit
   */
  public Object evaluate(Map<String, Object> variables) {
    return term.value(new HashMap<>(variables));
  }

  /**
   * The same for an expression that must be true or false.
   *
   * @throws CelFailure also when it is neither
   */
  public boolean isTrue(Map<String, Object> variables) {
    Object value = evaluate(variables);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new CelFailure("failed to evaluate the CEL expression '" + text + "': not a boolean");
  }

  @Override
  public String toString() {
    return text;
  }
}
