package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * How a run stands, in a glyph, words and a tone.
 *
 * @param status whose glyph it has; absent for one that waits for somebody
 */
record RunState(Optional<PhaseStatus> status, String words, Tone tone) {
  static RunState of(ScreenModel model, RunPicture run) {
    if (run.ended().isPresent()) {
      return ended(run, run.ended().get());
    }
    if (model.vanished().isPresent()) {
      return new RunState(Optional.of(PhaseStatus.FAILED), model.vanished().get(), Tone.BAD);
    }
    Optional<String> pause = run.course().pauseAsked();
    if (pause.isPresent()) {
      return waits("pausing, asked by " + pause.get());
    }
    boolean failed = run.current().filter(row -> row.status() == PhaseStatus.FAILED).isPresent();
    return failed
        ? new RunState(Optional.of(PhaseStatus.FAILED), "failed", Tone.BAD)
        : new RunState(Optional.of(PhaseStatus.RUNNING), "running", Tone.ACTIVE);
  }

  private static RunState ended(RunPicture run, Event.RunEnded end) {
    String verdict = end.verdict().map(word -> "verdict " + word).orElse("");
    return switch (end.outcome()) {
      case DONE ->
          end.exit() == 0
              ? good(verdict.isEmpty() ? "done" : verdict)
              : bad(verdict.isEmpty() ? "done, not in time" : verdict);
      case FAILED -> bad(verdict.isEmpty() ? "failed" : "failed, " + verdict);
      case INTERRUPTED ->
          waits(run.course().paused().map(by -> "paused by " + by).orElse("interrupted"));
    };
  }

  private static RunState good(String words) {
    return new RunState(Optional.of(PhaseStatus.DONE), words, Tone.GOOD);
  }

  private static RunState bad(String words) {
    return new RunState(Optional.of(PhaseStatus.FAILED), words, Tone.BAD);
  }

  private static RunState waits(String words) {
    return new RunState(Optional.empty(), words, Tone.WAITS);
  }

  /** The words as far as they fit: who and why come last. */
  String words(int columns) {
    int end = Columns.of(words) <= columns ? -1 : words.split("[,:]", 2)[0].length();
    return end < 0 ? words : words.substring(0, end);
  }

  String sign(Glyphs signs) {
    return status.map(signs::state).orElseGet(signs::waits);
  }

  /** Whether somebody still drives it: what is seen is no older than its watch. */
  static boolean isUnderWay(ScreenModel model, RunPicture run) {
    return run.ended().isEmpty() && model.vanished().isEmpty();
  }

  /** How long ago the last of a run that nobody drives any more was seen; wall time. */
  static Optional<Duration> seenAgo(ScreenModel model, RunPicture run) {
    return isUnderWay(model, run)
        ? Optional.empty()
        : Optional.of(Duration.between(run.seen(), model.now()));
  }
}
