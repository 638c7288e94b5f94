package dev.blackstart.app.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainLineTest {
  private static final Event.Stamp STAMP =
      new Event.Stamp(Instant.EPOCH, 252_000, new RunId("20260101-000000-7f3a"));
  private static final PhaseId CILIUM = new PhaseId("cilium");

  private final PlainLine lines = new PlainLine(false);

  @Test
  void aLineSaysWhenWhichPhaseWhatAndWhy() {
    assertEquals(
        List.of("+04:12  cilium            done    cilium 1.18.5 is rolled out (01:15)"),
        lines.of(new Event.PhaseDone(STAMP, CILIUM, "cilium 1.18.5 is rolled out", "", 75_000, 0)));
    assertEquals(
        List.of("+04:12  apply             node    infra-01 (10.25.11.11) no answer · rebooting"),
        lines.of(
            new Event.NodeReported(
                STAMP,
                "infra-01",
                "10.25.11.11",
                MachineStage.UNKNOWN,
                "rebooting",
                new PhaseId("apply"))));
  }

  @Test
  void longWorkSaysHowFarItIsAndForHowLong() {
    assertEquals(
        List.of("+04:12  cilium            works   downloads a chart: 3.1 of 8.2 MB (6.0 s)"),
        lines.of(
            new Event.StillWorking(
                STAMP, CILIUM, "downloads a chart", 6000, 3_100_000, 8_200_000, false)));
    assertEquals(
        List.of("+04:12  cilium            works   asks 1Password (9.5 s, over)"),
        lines.of(new Event.StillWorking(STAMP, CILIUM, "asks 1Password", 9500, 0, 0, true)));
  }

  @Test
  void manyReasonsAreCountedNotListed() {
    List<Waiting> five =
        List.of("a", "b", "c", "d", "e").stream().map(who -> new Waiting(who, "late")).toList();

    assertEquals(
        List.of("+04:12  cilium            waits   1 of 6  a: late; b: late; c: late; and 2 more"),
        lines.of(new Event.ReleaseReported(STAMP, CILIUM, "cilium", 1, 6, five)));
  }

  @Test
  void onlyThoseWhoHaveToChangeThemselvesAreNamedAndTheLineKeepsItsWidth() {
    List<Waiting> waiting =
        List.of(
            new Waiting("Kustomization kube-system/coredns", "BuildFailed: " + "why ".repeat(40)),
            new Waiting("HelmRelease a/b", "Running 'install' action"),
            new Waiting(
                "Kustomization a/c",
                "waits for x",
                Optional.empty(),
                Optional.of("HelmRelease a/b")),
            new Waiting("HelmRelease a/d", ""));

    List<String> said =
        lines.of(
            new Event.FluxReported(
                STAMP, "2 of 4 Kustomizations, 1 of 3 HelmReleases", 3, 7, waiting));

    assertEquals(
        List.of(
            "+04:12  flux              waits   2 of 4 Kustomizations, 1 of 3 HelmReleases "
                + " Kustomization kube-system/coredns: BuildFailed; and 3 more"),
        said);
    assertEquals(
        List.of(
            "+04:12  flux              waits   3 of 4 Kustomizations  HelmRelease a/b: Running"
                + " 'install' action; HelmRelease a/d; and 1 more"),
        lines.of(
            new Event.FluxReported(
                STAMP, "3 of 4 Kustomizations", 3, 4, waiting.subList(1, waiting.size()))));
  }

  @Test
  void whatIsLongIsWrappedBelowItself() {
    List<String> said =
        lines.of(
            new Event.FindingMade(
                STAMP,
                new PhaseId("flux"),
                new Finding("id", Finding.Level.ERROR, "ks.yaml:3", "so ".repeat(60), "mend it")));

    assertEquals(3, said.size());
    assertEquals(
        "+04:12  flux              error   ks.yaml:3: " + "so ".repeat(37) + "so", said.get(0));
    assertEquals(" ".repeat(34) + "so ".repeat(21) + "so", said.get(1).stripTrailing());
    assertEquals("+04:12  flux              remedy  mend it", said.get(2));
  }

  @Test
  void theVerdictTellsInOneLineWhatItSaysNothingAbout() {
    Event.RunEnded ended =
        new Event.RunEnded(
            STAMP,
            Event.Outcome.DONE,
            0,
            2000,
            2000,
            2000,
            Optional.of("passed"),
            List.of(),
            List.of("HelmRelease a/b", "HelmRelease c/d"));

    assertEquals(
        List.of(
            "not rehearsed (what they need is not at hand): 2 HelmReleases: a/b, c/d",
            "run 20260101-000000-7f3a done, verdict passed after 00:02 (2.0 s of wall time, 2.0 s"
                + " of them our own)"),
        lines.of(ended));
  }

  @Test
  void aFailureIsTwoLinesWhatAndRemedy() {
    assertEquals(
        List.of(
            "+04:12  cilium            failed  it is broken",
            "+04:12  cilium            remedy  mend it"),
        lines.of(
            new Event.PhaseFailed(
                STAMP, CILIUM, Failure.Kind.REFUSED, "it is broken", "mend it", 0, 0)));
  }

  @Test
  void ordersOfTheOperatorAreLinesToo() {
    assertEquals(
        List.of("+04:12  cilium            budget  may take 15:00 now, says ada"),
        lines.of(new Event.BudgetExtended(STAMP, CILIUM, 900_000, "ada")));
    assertEquals(
        List.of("+04:12  run               pause   asked by ada; a step in flight ends first"),
        lines.of(new Event.PauseAsked(STAMP, "ada")));
    assertEquals(
        List.of("+04:12  cilium            paused  by ada"),
        lines.of(new Event.RunPaused(STAMP, CILIUM, "ada")));
  }

  @Test
  void aRunThatWasRefusedSaysThatNothingWasTouched() {
    Event.RunEnded ended =
        new Event.RunEnded(
            STAMP,
            Event.Outcome.FAILED,
            3,
            2000,
            2000,
            2000,
            Optional.of("missed"),
            List.of(),
            List.of());

    assertEquals("nothing was touched", lines.of(ended).getLast());
  }

  @Test
  void textFromElsewhereCannotDriveTheTerminal() {
    String hostile = "pull \u001b[2Jfailed\r\u202e gnp.exe";

    String shown = Harmless.text(hostile, false);

    assertFalse(shown.chars().anyMatch(c -> c < 32 || c == 0x202e), shown);
    assertEquals("\u001b[32mok\u001b[0m", Harmless.text("\u001b[32mok\u001b[0m", true));
  }
}
