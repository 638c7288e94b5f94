package dev.blackstart.template.yq;

/** An expression or a call of yq is wrong, or is beyond what is evaluated here; names the part. */
public final class YqProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  YqProblem(String what) {
    super(what, null, false, false);
  }
}
