package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.run.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  private static final RunId RUN = new RunId("20260101-000000-7f3a");

  @TempDir Path folder;

  @Test
  void whoHoldsItIsTold() throws Exception {
    RunLock.Holder us = new RunLock.Holder(RUN, ProcessHandle.current().pid(), "ada lovelace");
    try (RunLock lock = RunLock.take(folder, us).orElseThrow()) {
      assertEquals(Optional.of(us), RunLock.holding(folder));
    }
  }

  @Test
  void aProcessThatHasGoneHoldsNothingButIsRemembered() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    RunLock.Holder holder = new RunLock.Holder(RUN, gone.pid(), "ada");
    Files.writeString(folder.resolve("lock"), holder + "\n");

    assertEquals(Optional.empty(), RunLock.holding(folder));
    assertEquals(Optional.of(holder), RunLock.last(folder));
  }

  @Test
  void aLivingProcessWithTheSameNumberHoldsNothingWithoutTheLock() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      RunLock.Holder holder = new RunLock.Holder(RUN, other.pid(), "ada");
      Files.writeString(folder.resolve("lock"), holder + "\n");

      assertTrue(other.isAlive());
      assertEquals(Optional.empty(), RunLock.holding(folder));
    } finally {
      other.destroy();
    }
  }

  @Test
  void aFolderNobodyEverLockedIsFree() {
    assertEquals(Optional.empty(), RunLock.holding(folder));
  }
}
