package dev.blackstart.app.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.files.Redaction;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlainFaceTest {
  private static final Event.Stamp STAMP =
      new Event.Stamp(Instant.EPOCH, 48_000, new RunId("20260101-000000-7f3a"));

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PlainFace face =
      new PlainFace(
          new PrintStream(written, true, StandardCharsets.UTF_8),
          new Redaction(),
          false,
          run -> OptionalLong.of(526_000));

  @Test
  void whoALineOnlyCountsIsNamedOnceWithThoseOfTheSameReason() {
    List<Waiting> six =
        IntStream.rangeClosed(1, 6).mapToObj(i -> new Waiting("n" + i, "no answer")).toList();
    report(0, six);
    report(0, six);
    report(1, six.subList(1, 6));

    assertEquals(
        List.of(
            "+00:48  apply             waits   0 of 6  n1: no answer; n2: no answer; n3: no answer;"
                + " and 3 more",
            "+00:48  apply             waits   n4, n5, n6: no answer",
            "+00:48  apply             waits   1 of 6  n2: no answer; n3: no answer; n4: no answer;"
                + " and 2 more"),
        lines());
  }

  @Test
  void whatEarlierRunsTookFollowsTheFirstLine() {
    Outline outline = new Outline(List.of(new PhaseId("apply")), Map.of(), List.of());
    face.accept(
        new Event.RunStarted(
            STAMP, "infra", World.Kind.REHEARSAL, outline, Instant.EPOCH, Map.of()));

    assertEquals("earlier runs took about 08:46", lines().getLast());
  }

  private String failed(World.Kind world, Map<String, String> options, Event.Outcome outcome) {
    Outline outline = new Outline(List.of(new PhaseId("apply")), Map.of(), List.of());
    face.accept(new Event.RunStarted(STAMP, "infra", world, outline, Instant.EPOCH, options));
    face.accept(
        new Event.RunEnded(
            STAMP, outcome, 1, 1000, 1000, 1000, Optional.empty(), List.of(), List.of()));
    return lines().getLast();
  }

  @Test
  void aResumeIsOfferedWhereThereIsAWorldToGoOnIn() {
    String resume = "go on with: blackstart resume 20260101-000000-7f3a";
    Map<String, String> kept = Map.of("keep", "true");

    assertEquals(resume, failed(World.Kind.LIVE, Map.of(), Event.Outcome.FAILED));
    assertEquals(resume, failed(World.Kind.REHEARSAL, kept, Event.Outcome.FAILED));
    assertEquals(resume, failed(World.Kind.REHEARSAL, Map.of(), Event.Outcome.INTERRUPTED));
    assertEquals(
        "its world has ended with it: with --keep it can be gone on with",
        failed(World.Kind.REHEARSAL, Map.of(), Event.Outcome.FAILED));
  }

  @Test
  void aResumeIsOfferedAgainOnlyWhereItLeavesItsWorldStanding() {
    Event.RunEnded failed =
        new Event.RunEnded(
            STAMP,
            Event.Outcome.FAILED,
            1,
            1000,
            1000,
            1000,
            Optional.empty(),
            List.of(),
            List.of());

    face.accept(resumed(Map.of("keep", "false")));
    face.accept(failed);
    assertEquals(
        "its world has ended with it: with --keep it can be gone on with", lines().getLast());

    face.accept(resumed(Map.of("keep", "true")));
    face.accept(failed);
    assertEquals("go on with: blackstart resume 20260101-000000-7f3a", lines().getLast());
  }

  private static Event resumed(Map<String, String> options) {
    Outline outline = new Outline(List.of(new PhaseId("apply")));
    return new Event.RunResumed(STAMP, "infra", World.Kind.REHEARSAL, outline, options);
  }

  @Test
  void aReasonThatIsCutIsToldInFull() {
    String reason = Stream.generate(() -> "word").limit(40).reduce((a, b) -> a + " " + b).get();
    report(0, List.of(new Waiting("n1", reason)));

    assertEquals(
        "n1: " + reason,
        String.join(
            " ", lines().subList(1, lines().size()).stream().map(PlainFaceTest::text).toList()));
  }

  @Test
  void aReasonThatOnlyCountsOnIsNotToldAgain() {
    for (int tries = 1; tries < 4; tries++) {
      String reason = "back-off, restart " + tries;
      report(0, Stream.of("a", "b", "c", "d").map(who -> new Waiting(who, reason)).toList());
    }

    assertEquals(1, lines().stream().filter(line -> text(line).startsWith("d:")).count());
  }

  @Test
  void whatMerelyWaitsForAnotherIsNotToldByItself() {
    report(
        0,
        List.of(
            new Waiting("a", "broken"),
            new Waiting("b", "waits for a", Optional.empty(), Optional.of("a"))));

    assertEquals(
        List.of("+00:48  apply             waits   0 of 6  a: broken; and 1 more"), lines());
  }

  private void report(int ready, List<Waiting> waiting) {
    face.accept(new Event.Progressed(STAMP, new PhaseId("apply"), "waits", ready, 6, waiting));
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static String text(String line) {
    return line.substring(34);
  }
}
