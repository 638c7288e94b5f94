package dev.blackstart.template.jinja;

import java.util.List;
import java.util.Optional;

/** A part of a template; {@code at} is its position in the source. */
sealed interface Statement {
  int at();

  record Text(int at, String text) implements Statement {}

  record Print(int at, Expression value) implements Statement {}

  record If(int at, Expression test, List<Statement> body, List<Statement> otherwise)
      implements Statement {}

  /** {@code {% for a, b in items if filter %}}. */
  record For(
      int at,
      List<String> targets,
      Expression items,
      Optional<Expression> filter,
      boolean recursive,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {}

  record Continue(int at) implements Statement {}

  record Break(int at) implements Statement {}

  /** Sets names, or an attribute of a namespace when there is one. */
  record Set(int at, List<String> targets, Optional<String> attribute, Expression value)
      implements Statement {}

  record SetBlock(int at, String target, Optional<Expression> filter, List<Statement> body)
      implements Statement {}

  record With(int at, List<List<String>> targets, List<Expression> values, List<Statement> body)
      implements Statement {}

  record FilterBlock(int at, Expression filter, List<Statement> body) implements Statement {}

  record Macro(
      int at,
      String name,
      List<String> parameters,
      List<Optional<Expression>> defaults,
      List<Statement> body)
      implements Statement {}

  record CallBlock(int at, Expression call, Macro caller) implements Statement {}

  record Do(int at, Expression value) implements Statement {}

  record Include(int at, Expression name, boolean ignoreMissing) implements Statement {}

  record Import(int at, Expression name, String target) implements Statement {}

  record FromImport(int at, Expression name, List<String> names, List<String> targets)
      implements Statement {}
}
