package dev.blackstart.app;

/** Why a verb does nothing: one line, one line of remedy, an exit code. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String remedy;
  private final int exit;

  public Refusal(int exit, String what, String remedy) {
    super(what);
    this.exit = exit;
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }

  public int exit() {
    return exit;
  }
}
