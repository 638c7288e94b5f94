package dev.blackstart.cluster;

/** Who runs a command of the repository. */
public enum Runs {
  /** blackstart itself, without the program. */
  NATIVE("native"),
  /** The program, and only when the operator allows it. */
  ALLOW_EXEC("allow-exec");

  private final String word;

  Runs(String word) {
    this.word = word;
  }

  /** The word of the plan. */
  public String word() {
    return word;
  }
}
