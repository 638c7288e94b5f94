package dev.blackstart.machineconfig.value;

/** What is wrong with an expression. */
final class CelProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  CelProblem(String what) {
    super(what);
  }
}
