package dev.blackstart.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.blackstart.app.engine.JournalTail.Presence;
import dev.blackstart.files.EventWriter;
import dev.blackstart.files.FileJournal;
import dev.blackstart.files.RunLock;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {
  private static final RunId RUN = new RunId("7f3a");
  private static final Event.Stamp STAMP = new Event.Stamp(Instant.EPOCH, 0, RUN);

  @TempDir Path state;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Witness witness = new Witness();
  private JournalTail tail;

  @AfterEach
  void stop() {
    tail.close();
    threads.shutdownNow();
  }

  @Test
  void whatHasBeenComesAtOnceAndWhatIsAppendedAfterIt() throws Exception {
    lockedBy(ProcessHandle.current().pid());
    append(line("one") + line("two"));
    follow();
    witness.await(Presence.WORKING);
    append(line("three"));

    witness.await("three", 0, event -> event.equals(event("three")));

    assertEquals(List.of(event("one"), event("two"), event("three")), witness.events());
    assertEquals(List.of(2, 1), witness.batches());
  }

  @Test
  void aHalfWrittenLineIsReadWhenItIsWhole() throws Exception {
    lockedBy(ProcessHandle.current().pid());
    String second = line("zwölf");
    append(line("one") + second.substring(0, 30));
    follow();
    witness.await(Presence.WORKING);
    append(second.substring(30));

    witness.await("the whole line", 1, event -> event.equals(event("zwölf")));
    assertEquals(2, witness.events().size());
  }

  @Test
  void aLineACrashCutOffIsForgottenWhenAResumeWritesOverIt() throws Exception {
    lockedBy(ProcessHandle.current().pid());
    append(line("one") + line("lost").substring(0, 30));
    follow();
    witness.await(Presence.WORKING);
    Files.writeString(journal(), line("one") + line("other"));

    witness.await("the other line", 1, event -> event.equals(event("other")));
    assertEquals(List.of(event("one"), event("other")), witness.events());
  }

  @Test
  void aJournalThatIsNotThereYetIsWaitedFor() throws Exception {
    follow();
    witness.awaitBatch();
    assertEquals(List.of(0), witness.batches());
    lockedBy(ProcessHandle.current().pid());
    append(line("one"));

    witness.await(Presence.WORKING);
    assertEquals(List.of(event("one")), witness.events());
  }

  @Test
  void anEngineThatWentWithoutAWordIsToldOfAndSoIsItsSuccessor() throws Exception {
    append(line("one"));
    lockedBy(deadPid());
    follow();
    witness.await(Presence.GONE);

    lockedBy(ProcessHandle.current().pid());
    append(line("two"));
    witness.await(Presence.WORKING);
    append(EventWriter.line(ended()) + "\n");
    witness.await(Presence.ENDED);
  }

  @Test
  void aRunThatHasEndedIsNotMissedAndWhatIsNoEventIsLeftOut() throws Exception {
    append(line("one") + "nonsense\n" + EventWriter.line(ended()) + "\n" + line("after"));
    lockedBy(deadPid());
    follow();

    witness.await(Presence.ENDED);
    assertEquals(List.of(event("one"), ended(), event("after")), witness.events());
    assertFalse(witness.presences().contains(Presence.GONE));
  }

  private void follow() {
    StateFolder.Found run =
        new StateFolder.Found("infra", World.Kind.LIVE, RUN, state.resolve(RUN.name()));
    tail = JournalTail.follow(run, new SystemTimeSource(), threads, witness);
  }

  private Path journal() throws Exception {
    return Files.createDirectories(state.resolve(RUN.name())).resolve(FileJournal.NAME);
  }

  private void append(String text) throws Exception {
    Files.writeString(journal(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void lockedBy(long pid) throws Exception {
    Files.writeString(state.resolve("lock"), new RunLock.Holder(RUN, pid, "ada") + "\n");
  }

  private static long deadPid() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  private static String line(String said) {
    return EventWriter.line(event(said)) + "\n";
  }

  private static Event event(String said) {
    return new Event.Logged(STAMP, new PhaseId("etcd"), said);
  }

  private static Event ended() {
    return new Event.RunEnded(
        STAMP, Event.Outcome.DONE, 0, 0, 0, 0, Optional.empty(), List.of(), List.of());
  }
}
