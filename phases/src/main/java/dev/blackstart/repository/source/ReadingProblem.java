package dev.blackstart.repository.source;

import dev.blackstart.cluster.Finding;

/** Something cannot be read; whoever reads goes on with what does not depend on it. */
public final class ReadingProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  public ReadingProblem(Finding finding) {
    super(finding.at() + ": " + finding.what(), null, false, false);
    this.finding = finding;
  }

  /** What to tell the operator. */
  public Finding finding() {
    return finding;
  }
}
