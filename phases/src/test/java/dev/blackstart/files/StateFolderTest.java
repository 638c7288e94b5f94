package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StateFolderTest {
  /** Helm and the world's process stand in folders of their own. */
  @Test
  void aRelativeFolderIsTheSameForProcessesThatStandElsewhere() {
    StateFolder state = new StateFolder(Path.of("here/../state"));

    assertEquals(Path.of("state").toAbsolutePath(), state.root());
    assertTrue(state.of("lab", World.Kind.LIVE).isAbsolute());
  }
}
