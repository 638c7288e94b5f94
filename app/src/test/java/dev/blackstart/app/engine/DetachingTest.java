package dev.blackstart.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DetachingTest {
  @Test
  void aDetachedChildLeadsASessionOfItsOwnUnderItsOwnNumber() throws Exception {
    Assumptions.assumeTrue(
        Detaching.prefix().getFirst().endsWith("setsid"), "setsid is not installed");
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc");
    Process child = start(Detaching.prefix(), "cut -d ' ' -f 6 /proc/$$/stat");

    assertEquals(String.valueOf(child.pid()), said(child));
  }

  @Test
  void withoutSetsidTheChildIgnoresWhatATerminalSends() throws Exception {
    List<String> prefix = Detaching.prefix("");

    Process child = start(prefix, "kill -HUP $$; kill -INT $$; kill -QUIT $$; echo alive");

    assertEquals("alive", said(child));
    assertTrue(prefix.getFirst().endsWith("sh"), prefix.toString());
  }

  private static Process start(List<String> prefix, String script) throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("/bin/sh", "-c", script));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String said(Process child) throws Exception {
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
