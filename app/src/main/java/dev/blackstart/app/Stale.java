package dev.blackstart.app;

import dev.blackstart.run.PhaseId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A claim that held and was made from other inputs than those the repository has now.
 *
 * @param changes the files that differ; empty where the journal names none, or the difference lies
 *     in none of them
 * @param certain false when the chart is not at hand, so that only the files could be compared and
 *     the resume finds out whether the difference matters
 */
public record Stale(PhaseId phase, List<Change> changes, boolean certain) {
  private static final int NAMED = 2;

  /** In a few words: {@code cilium (helmrelease.yaml changed)}. */
  public String brief() {
    String more = changes.size() > NAMED ? " and " + (changes.size() - NAMED) + " files more" : "";
    String which =
        changes.stream().limit(NAMED).map(Change::brief).collect(Collectors.joining(", "));
    return phase + (certain ? " (" : " perhaps (") + (which.isEmpty() ? OTHER : which + more) + ")";
  }

  /** With whole paths, and what is not certain said. */
  public String sentence() {
    String which = changes.stream().map(Change::toString).collect(Collectors.joining(", "));
    return phase
        + ": "
        + (which.isEmpty() ? OTHER : which)
        + (certain ? "" : "; its chart is not at hand, so the resume finds out whether it matters");
  }

  private static final String OTHER = "made from other inputs";
}
