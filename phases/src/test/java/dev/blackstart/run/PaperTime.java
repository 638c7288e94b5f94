package dev.blackstart.run;

import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Time that stands still until somebody waits, and then jumps to whatever is due next. */
class PaperTime implements TimeSource {
  private final Signal signal = new Signal();
  private final List<Due> agenda = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private record Due(Instant at, Runnable act) {}

  Signal signal() {
    return signal;
  }

  /** Something that happens by itself after this much time. */
  public void after(Duration delay, Runnable act) {
    agenda.add(new Due(now.plus(delay), act));
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Instant wall() {
    return now;
  }

  @Override
  public long wallNanos() {
    return now.toEpochMilli() * 1_000_000;
  }

  @Override
  public boolean await(Signal on, long seen, Duration atMost) {
    Instant until = now.plus(atMost);
    Optional<Due> next = agenda.stream().min((a, b) -> a.at().compareTo(b.at()));
    if (next.isPresent() && !next.get().at().isAfter(until)) {
      agenda.remove(next.get());
      now = next.get().at();
      next.get().act().run();
      signal.raise();
      return true;
    }
    now = until;
    return false;
  }

  @Override
  public void pause(Duration wall) {
    now = now.plus(wall);
  }

  @Override
  public Work working(String what) {
    return () -> {};
  }
}
