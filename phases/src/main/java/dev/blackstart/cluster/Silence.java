package dev.blackstart.cluster;

/**
 * A word of the operator that a finding is known and meant.
 *
 * @param id the finding's
 * @param reason the operator's own, never empty
 * @param at where it is written
 */
public record Silence(String id, String reason, Place at) {
  /** What is left of a finding: it stays in every list, with the reason, and stops nothing. */
  public Finding quiet(Finding finding) {
    return new Finding(
        finding.id(),
        Finding.Level.INFO,
        finding.at(),
        "silenced: " + finding.what(),
        at + " says why: " + reason);
  }
}
