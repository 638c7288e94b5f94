package dev.blackstart.phase;

import dev.blackstart.cluster.Release;
import dev.blackstart.run.PhaseId;
import java.util.Collection;

/**
 * What became of a release of the bootstrap once Flux or Argo CD was there.
 *
 * @param what one line that begins with the fate's word
 * @param remedy one line; empty where nothing is to be done
 */
public record HandOver(Release release, Fate fate, String what, String remedy) {
  /** What the check of a release is called in a run. */
  public static final String CHECK = "hand-over ";

  /** What became of it. */
  public enum Fate {
    /** It is looked after from what the bootstrap made. */
    ADOPTED("adopted"),
    /** It was taken down, or installed a second time. */
    RECREATED("re-created"),
    /** Somebody else writes it as well, or it cannot be taken over. */
    CONFLICTING("conflicting"),
    /** It has not come to its end. */
    UNDECIDED("undecided"),
    /** Nobody knows of it: it stays as the bootstrap made it. */
    LEFT("left alone");

    private final String word;

    Fate(String word) {
      this.word = word;
    }

    /** As an operator reads it. */
    public String word() {
      return word;
    }
  }

  /**
   * Such as {@code hand-over to Flux}.
   *
   * @param phases of the run, by id
   */
  public static String title(Collection<PhaseId> phases) {
    return CHECK + "to " + (phases.contains(SyncApplications.ID) ? "Argo CD" : "Flux");
  }

  static HandOver of(Release release, Fate fate, String facts, String remedy) {
    return new HandOver(release, fate, fate.word() + ": " + facts, remedy);
  }
}
