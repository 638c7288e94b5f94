package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
  private static final Event.Stamp STAMP =
      new Event.Stamp(Instant.parse("2026-01-01T00:00:00.123456789Z"), 4711, new RunId("run"));
  private static final PhaseId ETCD = new PhaseId("etcd");
  private static final List<Waiting> WAITING =
      List.of(
          new Waiting("infra-01", "booting"),
          new Waiting(
              "infra-02",
              "installing",
              Optional.of(Instant.parse("2026-01-01T00:00:01Z")),
              Optional.of("infra-01")));

  private static final Outline OUTLINE =
      new Outline(
          List.of(ETCD),
          Map.of("etcd", Duration.ofMinutes(10)),
          List.of(
              new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE),
              new Node("infra-04", "10.25.11.14", Role.WORKER)),
          Map.of("etcd", "one cluster"));

  @TempDir Path folder;

  private static List<Event> oneOfEach() {
    return List.of(
        new Event.RunStarted(
            STAMP, "infra", World.Kind.REHEARSAL, OUTLINE, STAMP.at(), Map.of("speed", "60")),
        new Event.RunResumed(STAMP, "infra", World.Kind.LIVE, OUTLINE, Map.of("keep", "true")),
        new Event.PhaseStarted(STAMP, ETCD, "because"),
        new Event.PhaseSkipped(STAMP, ETCD, "holds", "digest", Map.of("seeds.yaml", "beef")),
        new Event.PhaseDone(
            STAMP, ETCD, "done", "digest", Map.of("a.yaml", "abcd", "b.yaml", "ef01"), 1000, 20),
        new Event.PhaseFailed(STAMP, ETCD, Failure.Kind.TIMED_OUT, "what", "remedy", 1000, 20),
        new Event.NodeReported(
            STAMP, "infra-01", "10.25.11.11", MachineStage.BOOTING, "note", ETCD),
        new Event.KubernetesReported(STAMP, "infra-01", false, "no network yet", ETCD),
        new Event.ReleaseReported(STAMP, ETCD, "cilium", 1, 2, WAITING),
        new Event.FluxReported(STAMP, "1 of 2 Kustomizations", 1, 2, WAITING),
        new Event.NotRehearsed(STAMP, ETCD, List.of("HelmRelease a/b")),
        new Event.Progressed(STAMP, ETCD, "because", 1, 2, WAITING),
        new Event.Waited(STAMP, ETCD, List.of("infra-01"), 1000, 20),
        new Event.Logged(STAMP, ETCD, "line"),
        new Event.StillWorking(STAMP, ETCD, "downloads a chart", 6000, 3_100_000, 8_200_000, false),
        new Event.Acted(STAMP, ETCD, "bootstrapped etcd", List.of("talosctl bootstrap")),
        new Event.Checked(STAMP, ETCD, "charts", "every chart is at hand", 2),
        new Event.FindingMade(
            STAMP, ETCD, new Finding("id", Finding.Level.WARNING, "file:1", "what", "remedy")),
        new Event.BudgetExtended(STAMP, ETCD, 900_000, "ada"),
        new Event.PauseAsked(STAMP, "ada"),
        new Event.RunPaused(STAMP, ETCD, "ada"),
        new Event.RunGivenUp(STAMP, "ada"),
        new Event.WorldStands(STAMP, "kubeconfig", "talosconfig", "stop"),
        new Event.RunEnded(
            STAMP,
            Event.Outcome.DONE,
            0,
            1000,
            20,
            10,
            Optional.of("passed"),
            List.of(new Event.Objective("total", 2000, 1000)),
            List.of("HelmRelease a/b")));
  }

  @Test
  void everyKindOfEventReadsBackAsItWasWritten() {
    assertEquals(
        Arrays.stream(Event.class.getPermittedSubclasses()).collect(Collectors.toSet()),
        oneOfEach().stream().map(Event::getClass).collect(Collectors.toSet()),
        "a new kind of event belongs in this test");
    try (FileJournal journal = new FileJournal(folder, new Redaction())) {
      oneOfEach().forEach(journal::append);
    }

    assertEquals(oneOfEach(), FileJournal.read(folder));
  }

  @Test
  void aJournalFromBeforeFilesWereNamedStillReads() throws Exception {
    Files.writeString(
        folder.resolve(FileJournal.NAME),
        """
        {"v":1,"at":"2026-01-01T00:00:00Z","t_ms":0,"run":"r","event":"phase.skipped","phase":"etcd","because":"holds","inputs":"one"}
        {"v":1,"at":"2026-01-01T00:00:00Z","t_ms":7,"run":"r","event":"phase.done","phase":"etcd","because":"done","inputs":"two","took_ms":7,"wall_ms":5}
        """);
    Event.Stamp first = new Event.Stamp(Instant.parse("2026-01-01T00:00:00Z"), 0, new RunId("r"));
    Event.Stamp second = new Event.Stamp(first.at(), 7, first.run());

    assertEquals(
        List.of(
            new Event.PhaseSkipped(first, ETCD, "holds", "one"),
            new Event.PhaseDone(second, ETCD, "done", "two", 7, 5)),
        FileJournal.read(folder));
  }

  @Test
  void aLineACrashCutOffIsLeftOutAndWrittenOver() throws Exception {
    try (FileJournal journal = new FileJournal(folder, new Redaction())) {
      journal.append(oneOfEach().get(0));
    }
    Files.writeString(folder.resolve(FileJournal.NAME), "{\"v\":1,\"at", StandardOpenOption.APPEND);

    assertEquals(1, FileJournal.read(folder).size());
    try (FileJournal journal = new FileJournal(folder, new Redaction())) {
      journal.append(oneOfEach().get(2));
    }
    assertEquals(2, FileJournal.read(folder).size());
  }

  @Test
  void aBrokenLineInTheMiddleIsNamed() throws Exception {
    Files.writeString(folder.resolve(FileJournal.NAME), "nonsense\n{}\n");

    Failure failure = assertThrows(Failure.class, () -> FileJournal.read(folder));

    assertTrue(failure.what().contains("journal.jsonl:1"), failure.what());
  }

  @Test
  void onlyItsOwnerCanReadIt() throws Exception {
    new FileJournal(folder, new Redaction()).close();

    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve(FileJournal.NAME))));
  }

  @Test
  void aSecretNeverReachesIt() throws Exception {
    Redaction redaction = new Redaction();
    redaction.hide(List.of("canary-secret-value"));
    try (FileJournal journal = new FileJournal(folder, redaction)) {
      journal.append(new Event.Logged(STAMP, ETCD, "token is canary-secret-value here"));
    }

    String text = Files.readString(folder.resolve(FileJournal.NAME));
    assertFalse(text.contains("canary"), text);
    assertTrue(text.contains("[redacted]"), text);
  }

  @Test
  void aThreadThatIsInterruptedWhileItWritesLosesNoLine() throws Exception {
    try (FileJournal journal = new FileJournal(folder, new Redaction())) {
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 300; i++) {
                  journal.append(new Event.Logged(STAMP, ETCD, "line " + i));
                }
              });
      writer.start();
      while (writer.isAlive()) {
        writer.interrupt();
        writer.join(1);
      }
    }

    assertEquals(300, FileJournal.read(folder).size());
  }

  @Test
  void anInterruptedThreadStillWritesItsLastLine() {
    try (FileJournal journal = new FileJournal(folder, new Redaction())) {
      Thread.currentThread().interrupt();
      journal.append(oneOfEach().getLast());
      assertTrue(Thread.interrupted());
    }

    assertEquals(1, FileJournal.read(folder).size());
  }
}
