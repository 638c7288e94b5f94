package dev.blackstart.run;

/** Where a phase stands in a run, folded from events. */
public enum PhaseStatus {
  PENDING,
  RUNNING,
  SKIPPED,
  DONE,
  FAILED;

  /** Whether its claim was seen to hold. */
  public boolean holds() {
    return switch (this) {
      case SKIPPED, DONE -> true;
      case PENDING, RUNNING, FAILED -> false;
    };
  }
}
