package dev.blackstart.template.yaml;

/** A text is not the YAML it should be; the message is one line, {@code file:line: what}. */
public final class YamlProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Mark mark;
  private final String what;
  private final String remedy;

  /** The text is not YAML, or not what its reader expects. */
  public YamlProblem(Mark mark, String what) {
    this(mark, what, "");
  }

  /**
   * The text goes beyond a bound, or is no text.
   *
   * @param remedy what to do about it
   */
  public YamlProblem(Mark mark, String what, String remedy) {
    super(mark + ": " + what);
    this.mark = mark;
    this.what = what;
    this.remedy = remedy;
  }

  /** Whether the text was refused for what it is, before anybody asked what it says. */
  public boolean isLimit() {
    return !remedy.isEmpty();
  }

  /** What to do about it; to correct the YAML, when no bound was crossed. */
  public String remedy() {
    return isLimit() ? remedy : "correct the YAML of " + mark.file();
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
