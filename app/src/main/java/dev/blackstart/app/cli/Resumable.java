package dev.blackstart.app.cli;

import dev.blackstart.app.RunHistory;
import dev.blackstart.app.Unfinished;
import dev.blackstart.app.engine.Estimates;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.ResumeText;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;

/** What verbs say of a run that can go on. */
final class Resumable {
  private Resumable() {}

  /** Where it stopped, what is stale and why, and what a resume would do. */
  static void print(RunHistory.Past past, StateFolder state) {
    Estimates estimates = Estimates.of(state, past.found().cluster(), past.status().world());
    System.out.println();
    ResumeText.lines(Unfinished.of(past), estimates, new SystemTimeSource().wall())
        .forEach(line -> System.out.println(Harmless.text(line, false)));
  }
}
