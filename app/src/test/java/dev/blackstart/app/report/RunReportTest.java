package dev.blackstart.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private static final Instant START = Instant.parse("2026-01-01T23:00:00Z");
  private static final PhaseId ETCD = new PhaseId("etcd");
  private static final PhaseId CILIUM = new PhaseId("cilium");

  private final List<Event> events = new ArrayList<>();
  private long millis;

  private static final Outline OUTLINE =
      new Outline(
          List.of(ETCD, CILIUM),
          Map.of("etcd", Duration.ofMinutes(10), Outline.TOTAL, Duration.ofMinutes(30)),
          List.of(new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE)));

  private Event.Stamp stamp() {
    return new Event.Stamp(START.plusMillis(millis), millis, new RunId("7f3a"));
  }

  private RunReport report() {
    return RunReport.of(events).orElseThrow();
  }

  private void aRunThatFailedAndWentOn() {
    events.add(new Event.RunStarted(stamp(), "infra", World.Kind.LIVE, OUTLINE, START, Map.of()));
    events.add(new Event.PhaseStarted(stamp(), ETCD, "0 of 3"));
    events.add(
        new Event.NodeReported(
            stamp(), "infra-01", "10.25.11.11", MachineStage.RUNNING, "boot done", ETCD));
    events.add(
        new Event.Acted(stamp(), ETCD, "bootstrapped etcd", List.of("talosctl bootstrap <x>")));
    millis = 60_000;
    events.add(
        new Event.PhaseFailed(
            stamp(), ETCD, Failure.Kind.TIMED_OUT, "no <b>quorum</b> | yet", "wait", 60_000, 60));
    events.add(new Event.RunResumed(stamp(), "infra", World.Kind.LIVE, OUTLINE));
    events.add(new Event.BudgetExtended(stamp(), ETCD, 900_000, "anna"));
    events.add(new Event.PhaseStarted(stamp(), ETCD, "1 of 3"));
    events.add(new Event.Waited(stamp(), ETCD, List.of("infra-02", "infra-03"), 25_000, 25));
    millis = 90_000;
    events.add(new Event.PhaseDone(stamp(), ETCD, "3 of 3", "digest", 30_000, 30));
  }

  @Test
  void anAttemptThatFailedCountsInWhatThePhaseTookAndIsMadeGoodByTheNext() {
    aRunThatFailedAndWentOn();

    RunReport.Stretch etcd = report().phases().getFirst();

    assertEquals(PhaseStatus.DONE, etcd.status());
    assertEquals(90_000, etcd.took());
    assertEquals(2, etcd.attempts());
    assertEquals(900_000, etcd.budget());
    assertEquals(List.of(), report().failed());
  }

  @Test
  void aFailureThatStandsIsToldWithItsRemedy() {
    aRunThatFailedAndWentOn();
    events.removeLast();
    events.add(
        new Event.PhaseFailed(
            stamp(), ETCD, Failure.Kind.TIMED_OUT, "no quorum", "reset infra-02", 30_000, 30));

    RunReport.Stretch failed = report().failed().getFirst();

    assertEquals("reset infra-02", failed.trouble().orElseThrow().remedy());
    String markdown = String.join("\n", ReportMarkdown.lines(report()));
    assertTrue(markdown.contains("| etcd | no quorum | reset infra-02 |"), markdown);
  }

  @Test
  void whatWasOrderedIsToldWithWhoGaveIt() {
    aRunThatFailedAndWentOn();

    assertEquals(
        List.of(
            new RunReport.Order(60_000, "the operator", "resumed the run"),
            new RunReport.Order(60_000, "anna", "gave etcd 15:00")),
        report().orders());
  }

  @Test
  void aPhaseThatWasNotBegunIsNoSuccess() {
    aRunThatFailedAndWentOn();

    assertEquals(PhaseStatus.PENDING, report().phases().getLast().status());
    String markdown = String.join("\n", ReportMarkdown.lines(report()));
    assertTrue(markdown.contains("| cilium | not begun |"), markdown);
    assertTrue(markdown.contains("# bootstrap of infra: not ended"), markdown);
  }

  @Test
  void theHtmlLoadsNothingAndTakesNoTextForMarkup() {
    aRunThatFailedAndWentOn();
    events.add(
        new Event.FindingMade(
            stamp(),
            ETCD,
            new Finding(
                "x",
                Finding.Level.WARNING,
                "a.yaml:1",
                "<script src='https://example.org/x.js'></script>\u001b[2J\u202e",
                "\"quoted\" & 'quoted'")));

    String html = String.join("\n", ReportHtml.lines(report()));

    assertFalse(html.contains("<script"), html);
    assertFalse(html.contains("\u001b") || html.contains("\u202e"), "control characters");
    assertFalse(html.matches("(?s).*<[a-z]+[^>]*\\s(src|href)=.*"), html);
    assertTrue(html.contains("&lt;script"), html);
    assertTrue(html.contains("&quot;quoted&quot; &amp; &#39;quoted&#39;"), html);
    assertTrue(html.contains("<code>talosctl bootstrap &lt;x&gt;</code>"), html);
  }

  @Test
  void markdownTakesNoTextForItsOwnSigns() {
    aRunThatFailedAndWentOn();
    events.add(new Event.NotRehearsed(stamp(), CILIUM, List.of("HelmRelease a|b_c `d`\n| e |")));

    String markdown = String.join("\n", ReportMarkdown.lines(report()));

    assertTrue(markdown.contains("| HelmRelease a\\|b\\_c \\`d\\` \\| e \\| |"), markdown);
    assertTrue(markdown.contains("    talosctl bootstrap <x>"), markdown);
  }

  @Test
  @SuppressWarnings("unchecked")
  void programsGetEveryNumberInMilliseconds() {
    aRunThatFailedAndWentOn();
    events.add(
        new Event.RunEnded(
            stamp(),
            Event.Outcome.DONE,
            5,
            90_000,
            90,
            40,
            Optional.of("missed"),
            List.of(new Event.Objective("total", 60_000, 90_000)),
            List.of()));

    Map<String, Object> report = ReportObject.of(report());

    Map<String, Object> ended = (Map<String, Object>) report.get("ended");
    assertEquals("missed", ended.get("verdict"));
    assertEquals(90_000L, ended.get("took_ms"));
    Map<String, Object> etcd = ((List<Map<String, Object>>) report.get("phases")).getFirst();
    assertEquals("done", etcd.get("state"));
    assertEquals(90_000L, etcd.get("took_ms"));
  }

  @Test
  void aJournalWithoutABeginningIsNoReport() {
    events.add(new Event.PhaseStarted(stamp(), ETCD, "0 of 3"));

    assertTrue(RunReport.of(events).isEmpty());
  }
}
