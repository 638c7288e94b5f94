package dev.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongWorkTest {
  private final PaperTime time = new PaperTime();
  private final WorkInHand work = new WorkInHand();
  private final WatchedTime watched = new WatchedTime(time, work);
  private final List<String> told = new ArrayList<>();
  private final LongWork telling =
      new LongWork(
          work,
          time,
          (piece, millis, over) ->
              told.add(
                  piece.what()
                      + " "
                      + piece.done()
                      + "/"
                      + piece.total()
                      + " after "
                      + millis / 1000
                      + (over ? " over" : "")));

  @Test
  void shortWorkIsNeverToldOf() {
    try (TimeSource.Work call = watched.working("a call")) {
      pass(2);
    }
    pass(10);

    assertEquals(List.of(), told);
  }

  @Test
  void longWorkIsToldOfAgainAndAgainAndWhenItIsOver() {
    try (TimeSource.Work call = watched.working("asks the vault")) {
      pass(9);
    }
    pass(1);

    assertEquals(
        List.of(
            "asks the vault 0/0 after 3",
            "asks the vault 0/0 after 8",
            "asks the vault 0/0 after 10 over"),
        told);
  }

  @Test
  void aDownloadCountsItselfAsItIsRead() {
    try (TimeSource.Work call = watched.working("downloads a chart")) {
      call.reached(40, 100);
      pass(3);
      call.reached(100, 100);
      pass(5);
    }

    assertEquals(
        List.of("downloads a chart 40/100 after 3", "downloads a chart 100/100 after 8"), told);
  }

  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      time.pause(Duration.ofSeconds(1));
      telling.look();
    }
  }
}
