package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.files.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandHistoryTest {
  @TempDir Path folder;

  @Test
  void linesAreKeptOverSessionsTheNewestLastAndOnceOnly() {
    for (String line : List.of("flux", "node infra-01", "flux")) {
      history().add(line);
    }
    assertEquals(List.of("node infra-01", "flux"), history().lines());
  }

  @Test
  void onlyTheOperatorMayReadThem() throws IOException {
    history().add("flux");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("state/console-history"))));
  }

  @Test
  void itStaysSmallAndABrokenFileIsNoHindrance() throws IOException {
    for (int i = 0; i < 250; i++) {
      history().add("theme " + i);
    }
    assertEquals(200, history().lines().size());
    Files.write(folder.resolve("state/console-history"), new byte[] {(byte) 0xff, 10, 'a', 10});
    assertEquals("a", history().lines().getLast());
  }

  private CommandHistory history() {
    return new CommandHistory(new StateFolder(folder.resolve("state")));
  }
}
