package dev.blackstart.app.tui.view;

import dev.blackstart.app.look.Weight;
import dev.blackstart.app.tui.model.LogLine;
import dev.blackstart.cluster.Finding;
import dev.blackstart.run.PhaseStatus;

/** Which tone a state speaks in: green only for what was verified. */
final class Tones {
  private Tones() {}

  static Tone of(PhaseStatus status) {
    return switch (status) {
      case PENDING -> Tone.QUIET;
      case RUNNING -> Tone.ACTIVE;
      case SKIPPED, DONE -> Tone.GOOD;
      case FAILED -> Tone.BAD;
    };
  }

  static Tone of(LogLine.Weight weight) {
    return switch (weight) {
      case PLAIN -> Tone.TEXT;
      case GOOD -> Tone.GOOD;
      case WAITS -> Tone.WAITS;
      case BAD -> Tone.BAD;
    };
  }

  static Tone of(Weight weight) {
    return switch (weight) {
      case PLAIN -> Tone.TEXT;
      case STRONG -> Tone.STRONG;
      case QUIET -> Tone.QUIET;
      case GOOD -> Tone.GOOD;
      case WAITS -> Tone.WAITS;
      case BAD -> Tone.BAD;
    };
  }

  static Tone of(Finding.Level level) {
    return switch (level) {
      case ERROR -> Tone.BAD;
      case WARNING -> Tone.WAITS;
      case INFO -> Tone.QUIET;
    };
  }
}
