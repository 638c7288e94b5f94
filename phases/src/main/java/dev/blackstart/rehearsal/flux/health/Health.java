package dev.blackstart.rehearsal.flux.health;

/** What can be said of an object, in kstatus' words. */
public enum Health {
  CURRENT("Current"),
  IN_PROGRESS("InProgress"),
  FAILED("Failed"),
  TERMINATING("Terminating"),
  NOT_FOUND("NotFound"),
  UNKNOWN("Unknown");

  private final String word;

  Health(String word) {
    this.word = word;
  }

  /** As Flux's messages write it. */
  public String word() {
    return word;
  }
}
