package dev.blackstart.app;

import dev.blackstart.files.Redaction;
import dev.blackstart.jhelm.KeptReadings;
import java.nio.file.Path;

/** What the next process need not read again, in the folder the launcher names. */
final class Kept {
  /** Names the folder; where nothing is named, nothing is kept. */
  static final String FOLDER = "blackstart.cache";

  private Kept() {}

  /** What was read of charts, but for what holds a secret. */
  static KeptReadings of(Redaction redaction) {
    String folder = System.getProperty(FOLDER, "");
    return folder.isEmpty()
        ? KeptReadings.nowhere()
        : KeptReadings.in(Path.of(folder, "charts"), redaction::holdsNone);
  }
}
