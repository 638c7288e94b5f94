package dev.blackstart.template.argo;

/** An ApplicationSet that amounts to nothing here; the message is one line. */
public final class ApplicationSetProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean elsewhere;

  ApplicationSetProblem(String what) {
    this(what, false);
  }

  private ApplicationSetProblem(String what, boolean elsewhere) {
    super(what, null, false, false);
    this.elsewhere = elsewhere;
  }

  /** What it needs is not in the repository: an SCM, a plugin, another cluster. */
  static ApplicationSetProblem elsewhere(String what) {
    return new ApplicationSetProblem(what, true);
  }

  /** Whether nothing is wrong with it, but what it needs lies outside the repository. */
  public boolean isElsewhere() {
    return elsewhere;
  }
}
