package dev.blackstart.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.JavaOptions;
import dev.blackstart.app.StandingWorlds;
import dev.blackstart.app.cli.Main;
import dev.blackstart.app.door.DoorStatus.Lock;
import dev.blackstart.app.engine.EngineProcess.Start;
import dev.blackstart.app.engine.JournalTail.Presence;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal in a process of its own, watched and commanded from outside. */
class DetachedRunTest {
  private static final Path ROOT =
      Path.of(System.getProperty("blackstart.root", "..")).toAbsolutePath().normalize();
  private static final String CLASSES =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  private static final PhaseId APPLY = new PhaseId("apply");

  @TempDir Path folder;
  private final TimeSource time = new SystemTimeSource();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Witness witness = new Witness();

  @AfterEach
  void endEverything() throws Exception {
    StateFolder state = new StateFolder(folder);
    for (StateFolder.Found run : state.runs()) {
      run.engine().flatMap(it -> ProcessHandle.of(it.pid())).ifPresent(ProcessHandle::destroy);
    }
    new StandingWorlds(state).stop("", System.out);
    threads.shutdownNow();
  }

  @Test
  void aRunOutlivesItsConsoleAndIsPausedResumedGivenTimeAndAbortedFromAnother() throws Exception {
    StateFolder state = new StateFolder(folder);
    long engine = startedByAConsoleThatIsKilled();
    Attachment.Candidate candidate = Attachment.candidates(state, "infra").getFirst();
    assertTrue(candidate.running());
    assertEquals(engine, candidate.engine().orElseThrow().pid());
    StateFolder.Found run = candidate.run();
    EngineProcess engines = new EngineProcess(application(), state, time);

    try (Attachment console = Attachment.to(run, false, time, threads, witness);
        Attachment second = Attachment.to(run, false, time, threads, new Witness())) {
      int applying = witness.await("apply", 0, event -> begins(event));
      assertEquals(Lock.YOU, console.status().orElseThrow().lock());
      assertEquals(engine, console.status().orElseThrow().pid());
      assertEquals(Lock.OTHER, second.status().orElseThrow().lock());
      assertThrows(Failure.class, second::pause);

      console.moreTime(APPLY, Duration.ofMinutes(5));
      PhaseId unknown = new PhaseId("coffee");
      assertThrows(Failure.class, () -> console.moreTime(unknown, Duration.ofMinutes(5)));
      int given = witness.await("more time", applying, Event.BudgetExtended.class::isInstance);
      Event.BudgetExtended budget = (Event.BudgetExtended) witness.events().get(given);
      assertEquals(APPLY, budget.phase());

      Start tooEarly = engines.start(List.of("resume", run.run().name()));
      Start.Refused refused = assertInstanceOf(Start.Refused.class, tooEarly);
      assertEquals(4, refused.exit());
      assertTrue(refused.what().contains("is still running"), refused.what());

      console.pause();
      witness.await(Presence.ENDED);
      assertInterrupted(given);
      int paused = witness.await("paused", given, Event.RunPaused.class::isInstance);
      assertEquals(APPLY, ((Event.RunPaused) witness.events().get(paused)).phase());
      assertFalse(Files.exists(run.folder().resolve("door.json")));

      assertInstanceOf(Start.Begun.class, engines.resume(run, List.of("--speed", "20")));
      int resumed = witness.await("resumed", paused, Event.RunResumed.class::isInstance);
      Event.RunResumed again = (Event.RunResumed) witness.events().get(resumed);
      assertEquals(budget.budgetMillis(), again.outline().budgets().get("apply").toMillis());
      witness.await("apply again", resumed, event -> begins(event));
      console.abort();
      witness.await(Presence.ENDED);
      assertInterrupted(resumed);

      int before = witness.events().size();
      Start third = engines.resume(run, List.of("--speed", "20"));
      long pid = assertInstanceOf(Start.Begun.class, third).pid();
      witness.await("the third engine", before, event -> begins(event));
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      witness.await(Presence.GONE);
      assertTrue(console.status().isEmpty());
    }
  }

  /** Returns the number of the engine's process. */
  private long startedByAConsoleThatIsKilled() throws Exception {
    List<String> command = java(ConsoleStandIn.class);
    command.add(folder.toString());
    command.add(String.join("\u001f", application()));
    command.addAll(List.of("rehearse", "--cluster", "infra", "--speed", "20"));
    Process console =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line;
    try (BufferedReader said = console.inputReader()) {
      line = String.valueOf(said.readLine());
    }
    console.destroyForcibly();
    assertTrue(console.waitFor(60, TimeUnit.SECONDS));
    assertTrue(line.matches("\\d+ \\S+"), line);
    return Long.parseLong(line.split(" ")[0]);
  }

  private void assertInterrupted(int from) throws InterruptedException {
    int end = witness.await("the end", from, Event.RunEnded.class::isInstance);
    Event.RunEnded ended = (Event.RunEnded) witness.events().get(end);
    assertEquals(Event.Outcome.INTERRUPTED, ended.outcome());
    assertEquals(130, ended.exit());
  }

  private static boolean begins(Event event) {
    return event instanceof Event.PhaseStarted started && started.phase().equals(APPLY);
  }

  private static List<String> application() {
    return java(Main.class);
  }

  private static List<String> java(Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JavaOptions.of(512));
    command.addAll(List.of("-Dblackstart.home=" + ROOT, "-cp", CLASSES, main.getName()));
    return command;
  }
}
