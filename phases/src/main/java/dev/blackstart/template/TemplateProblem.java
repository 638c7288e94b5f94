package dev.blackstart.template;

import dev.blackstart.template.yaml.Mark;

/** A template cannot be rendered; the message is one line, {@code file:line: what}. */
public final class TemplateProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Mark mark;
  private final String what;

  public TemplateProblem(Mark mark, String what) {
    super(mark + ": " + what);
    this.mark = mark;
    this.what = what;
  }

  /** Where in which template. */
  public Mark mark() {
    return mark;
  }

  /** What is wrong, without the place. */
  public String what() {
    return what;
  }
}
