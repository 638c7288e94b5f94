package dev.blackstart.template.yaml;

/** A text is not the YAML it should be; the message is one line, {@code file:line: what}. */
public final class YamlProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Mark mark;
  private final String what;

  public YamlProblem(Mark mark, String what) {
    super(mark + ": " + what);
    this.mark = mark;
    this.what = what;
  }

  /** Where the problem is. */
  public Mark mark() {
    return mark;
  }

  /** What is wrong, without the place. */
  public String what() {
    return what;
  }
}
