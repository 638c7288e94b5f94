package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Programs.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemProgramsTest {
  private final Fanout fanout = new Fanout();
  private final SystemPrograms programs =
      new SystemPrograms(task -> fanout.background(task), Duration.ofSeconds(20));

  @TempDir Path folder;

  @AfterEach
  void end() {
    fanout.close();
  }

  @Test
  void aProgramRunsInItsFolderWithItsInputAndItsVariables() {
    Command command =
        new Command(
            "sh", List.of("-c", "pwd -P; cat; echo $NAME"), folder, "in\n", Map.of("NAME", "lab"));

    String printed = programs.run(command);

    assertTrue(printed.endsWith(folder.getFileName() + "\nin\nlab\n"), printed);
  }

  @Test
  void aFailureTellsItsFirstLineOfWords() {
    Failure failure =
        assertThrows(
            Failure.class, () -> run(programs, "sh", "-c", "echo ''; echo no key >&2; exit 3"));

    assertEquals("`sh -c echo ''; echo no key >&2; exit 3` ended with 3: no key", failure.what());
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    Failure failure = assertThrows(Failure.class, () -> run(programs, "no-such-program"));

    assertEquals("the program no-such-program cannot be started", failure.what());
  }

  @Test
  void aProgramThatDoesNotEndIsEnded() {
    SystemPrograms hasty =
        new SystemPrograms(task -> fanout.background(task), Duration.ofMillis(100));

    Failure failure = assertThrows(Failure.class, () -> run(hasty, "sleep", "60"));

    assertEquals(Failure.Kind.TIMED_OUT, failure.kind());
  }

  private String run(SystemPrograms by, String program, String... arguments) {
    return by.run(new Command(program, List.of(arguments), folder, "", Map.of()));
  }
}
