package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.phase.inside.Answers;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When nodes are asked again, and who is waited for. */
class AskedNodesTest {
  private static final Instant START = Instant.EPOCH;
  private static final Waiting DEAF = new Waiting("infra-02", "got no answer");

  private final Asking asking = new Asking(Duration.ofMinutes(1));
  private Answers answers = Answers.NONE;
  private int asked;

  private List<Waiting> after(int seconds) {
    return asking.missing(
        START.plusSeconds(seconds),
        () -> {
          asked++;
          return answers;
        });
  }

  @Test
  void goodAnswersAreBelievedForAMinuteAndOthersForSeconds() {
    answers = new Answers(1, List.of(DEAF), List.of(), List.of());
    assertEquals(List.of(DEAF), after(0));
    assertEquals(List.of(DEAF), after(4));
    assertEquals(1, asked);

    answers = new Answers(2, List.of(), List.of(), List.of());
    assertEquals(List.of(), after(5));
    assertEquals(List.of(), after(60));
    assertEquals(2, asked);
    after(66);
    assertEquals(3, asked);
  }

  @Test
  void whatStopsNobodyIsWaitedForAWhileAndThenTold() {
    answers = new Answers(1, List.of(), List.of(DEAF), List.of("names outside: SERVFAIL"));
    assertEquals(List.of(DEAF), after(0));
    assertEquals(List.of(DEAF), after(59));
    assertEquals(List.of("names outside: SERVFAIL"), asking.remarks());

    assertEquals(List.of(), after(65));
    assertEquals(List.of("names outside: SERVFAIL", "infra-02: got no answer"), asking.remarks());
  }
}
