package dev.blackstart.machineconfig.document;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real repositories and golden configs beside the repository; tests go on without them. */
public final class SamplesFolder {
  private SamplesFolder() {}

  /** The folder; skips the test when it is not there. */
  public static Path assumed() {
    Path folder = Path.of(System.getProperty("blackstart.root", ".."), "../shared/samples");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no ../shared/samples beside the repository");
    return folder;
  }
}
