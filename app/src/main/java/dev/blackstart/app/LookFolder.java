package dev.blackstart.app;

import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where somebody who only looks at a world keeps what he fetches: a folder of his own, so that its
 * removal takes nothing from a run that works beside him, nor from the folder he stands in.
 */
final class LookFolder {
  private LookFolder() {}

  static Path create() {
    try {
      Path folder = Files.createTempDirectory("blackstart-look-");
      // Whoever made it removes it with what it holds; this is for a process that is ended first.
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "cannot make a folder for temporary files: " + e.getMessage(),
          "free space, or name another place: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR",
          e);
    }
  }
}
