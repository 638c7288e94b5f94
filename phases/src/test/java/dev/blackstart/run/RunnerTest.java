package dev.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.world.Failure;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunnerTest {
  private static final Instant START = new PaperWorld().now();

  private final PaperWorld paper = new PaperWorld();
  private final Set<String> facts = new HashSet<>();
  private final List<String> acts = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private Orders orders = new Orders(List.of(), Map.of());

  @Test
  void phasesRunInOrderUntilEveryClaimHolds() throws Exception {
    Runner.Result result = run(Map.of(), phase("one"), phase("two"));

    assertTrue(result.failed().isEmpty());
    assertEquals(List.of("one", "two"), acts);
    assertEquals(List.of("PhaseStarted", "PhaseDone", "PhaseStarted", "PhaseDone"), kinds());
  }

  @Test
  void aSecondRunSkipsWhatIsAlreadyTrue() throws Exception {
    facts.add("one");

    run(Map.of(), phase("one"), phase("two"));

    assertEquals(List.of("two"), acts);
    assertEquals("PhaseSkipped", kinds().getFirst());
  }

  @Test
  void aClaimMadeFromOtherInputsIsMadeAgain() throws Exception {
    facts.add("one");

    run(Map.of(new PhaseId("one"), "older inputs"), phase("one"));

    assertEquals(List.of("one"), acts);
    Event.PhaseStarted started = (Event.PhaseStarted) events.getFirst();
    assertTrue(started.because().contains("other inputs"), started.because());
  }

  @Test
  void aClaimThatTakesTimeIsWaitedForAndTheWaitIsNamed() throws Exception {
    Runner.Result result = run(Map.of(), slow("one", Duration.ofMinutes(3)));

    assertTrue(result.failed().isEmpty());
    Event.Waited waited = (Event.Waited) events.get(kinds().indexOf("Waited"));
    assertEquals(List.of("infra-01"), waited.on());
    assertEquals(180_000, waited.tookMillis());
    assertEquals(180_000, result.waitedMillis());
  }

  @Test
  void aClaimThatNeverHoldsFailsWithTheReasonItWaitedFor() throws Exception {
    Runner.Result result = run(Map.of(), slow("one", Duration.ofHours(3)), phase("two"));

    Failure failure = result.failure().orElseThrow();
    assertEquals(Failure.Kind.TIMED_OUT, failure.kind());
    assertTrue(failure.what().contains("infra-01: still booting"), failure.what());
    assertEquals(List.of("one"), acts);
  }

  @Test
  void aFailureEndsTheRunAndNamesItsPhase() throws Exception {
    Phase refusing =
        new TestPhase("one") {
          @Override
          public void run(World world, Progress progress) {
            throw new Failure(Failure.Kind.REFUSED, "no", "ask nicely");
          }
        };

    Runner.Result result = run(Map.of(), refusing, phase("two"));

    assertEquals(new PhaseId("one"), result.failed().orElseThrow());
    assertEquals("PhaseFailed", kinds().getLast());
  }

  @Test
  void startingLaterIsRefusedWhenAnEarlierClaimDoesNotHold() throws Exception {
    List<Phase> phases = List.of(phase("one"), phase("two"));
    Runner.Result result = runner().run(phases, new Selection.Range(1, 1), Map.of());

    assertTrue(result.failure().orElseThrow().what().contains("one does not hold"));
    assertEquals(List.of(), acts);
  }

  @Test
  void ourOwnMistakeIsAFailureWithoutAStackTrace() throws Exception {
    Phase broken =
        new TestPhase("one") {
          @Override
          public void run(World world, Progress progress) {
            throw new IllegalStateException("oops");
          }
        };

    assertEquals(Failure.Kind.BUG, run(Map.of(), broken).failure().orElseThrow().kind());
  }

  @Test
  void aPauseAskedForWhileAPhaseWaitsEndsTheWaitAndSaysWho() throws Exception {
    paper.after(Duration.ofMinutes(1), () -> orders.pause("ada"));

    Runner.Result result = run(Map.of(), slow("one", Duration.ofMinutes(3)), phase("two"));

    assertTrue(result.paused());
    assertTrue(result.failure().isEmpty());
    assertEquals(Verdict.INTERRUPTED, verdict(result));
    assertEquals(List.of("one"), acts);
    Event.RunPaused paused = (Event.RunPaused) events.getLast();
    assertEquals(new PhaseId("one"), paused.phase());
    assertEquals("ada", paused.by());
    assertEquals(60_000, paused.stamp().worldMillis());
  }

  @Test
  void aPauseAskedForWhileAnActIsInFlightLetsItEnd() throws Exception {
    Phase asking =
        new TestPhase("one") {
          @Override
          public void run(World world, Progress progress) throws InterruptedException {
            orders.pause("ada");
            super.run(world, progress);
          }
        };

    Runner.Result result = run(Map.of(), asking, phase("two"));

    assertTrue(result.paused());
    assertEquals(List.of("one"), acts);
    assertEquals(List.of("PhaseStarted", "PhaseDone", "RunPaused"), kinds());
    assertEquals(new PhaseId("two"), ((Event.RunPaused) events.getLast()).phase());
  }

  @Test
  void aPauseThatComesAfterTheLastPhaseChangesNothing() throws Exception {
    Phase last =
        new TestPhase("one") {
          @Override
          public void run(World world, Progress progress) throws InterruptedException {
            super.run(world, progress);
            orders.pause("ada");
          }
        };

    Runner.Result result = run(Map.of(), last);

    assertFalse(result.paused());
    assertEquals(new Verdict(Event.Outcome.DONE, 0), verdict(result));
  }

  @Test
  void aPhaseThatIsGivenLongerWhileItWaitsTakesItsTime() throws Exception {
    Phase slow = slow("one", Duration.ofMinutes(14));
    orders = new Orders(List.of(slow), Map.of());
    paper.after(
        Duration.ofMinutes(9),
        () ->
            assertEquals(
                Duration.ofMinutes(15), orders.extend(new PhaseId("one"), Duration.ofMinutes(5))));

    assertTrue(run(Map.of(), slow).failed().isEmpty());
  }

  @Test
  void aBudgetGivenInAnEarlierProcessHoldsAndTheFailureNamesIt() throws Exception {
    Phase never = slow("one", Duration.ofHours(3));
    orders = new Orders(List.of(never), Map.of(new PhaseId("one"), Duration.ofMinutes(25)));

    Failure failure = run(Map.of(), never).failure().orElseThrow();

    assertTrue(failure.what().contains("not true after 25 min"), failure.what());
    assertEquals(Duration.ofMinutes(25), Duration.between(START, paper.now()));
  }

  @Test
  void aPhaseThatIsOverOrUnknownIsGivenNothing() throws Exception {
    Phase one = phase("one");
    orders = new Orders(List.of(one), Map.of());
    run(Map.of(), one);

    Duration more = Duration.ofMinutes(5);
    assertThrows(Failure.class, () -> orders.extend(one.id(), more));
    assertThrows(Failure.class, () -> orders.extend(new PhaseId("other"), more));
    orders = new Orders(List.of(one), Map.of());
    assertThrows(Failure.class, () -> orders.extend(one.id(), more.negated()));
    assertThrows(Failure.class, () -> orders.extend(one.id(), Duration.ofDays(2)));
  }

  private static Verdict verdict(Runner.Result result) {
    return Verdict.of(World.Kind.LIVE, result, List.of(), List.of());
  }

  private Runner.Result run(Map<PhaseId, String> known, Phase... phases) throws Exception {
    return runner().run(List.of(phases), new Selection.Range(0, phases.length - 1), known);
  }

  private Runner runner() {
    RunClock clock = new RunClock(paper, new RunId("test"), paper.now());
    return new Runner(paper.world(), List.of(), events::add, clock, new Fanout(), orders);
  }

  private List<String> kinds() {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  private Phase phase(String name) {
    return new TestPhase(name);
  }

  private Phase slow(String name, Duration delay) {
    return new TestPhase(name) {
      @Override
      public void run(World world, Progress progress) {
        acts.add(name);
        paper.after(delay, () -> facts.add(name));
      }
    };
  }

  private class TestPhase implements Phase {
    private final String name;

    TestPhase(String name) {
      this.name = name;
    }

    @Override
    public PhaseId id() {
      return new PhaseId(name);
    }

    @Override
    public String claims() {
      return name + " is true";
    }

    @Override
    public Duration budget() {
      return Duration.ofMinutes(10);
    }

    @Override
    public String inputs(World world) {
      return "inputs of " + name;
    }

    @Override
    public Subject subject() {
      return Subject.OBJECTS;
    }

    @Override
    public Condition check(World world) {
      return facts.contains(name)
          ? Condition.met(name + " is so")
          : Condition.unmet("not yet", List.of(new Waiting("infra-01", "still booting")));
    }

    @Override
    public void run(World world, Progress progress) throws InterruptedException {
      acts.add(name);
      facts.add(name);
    }
  }
}
