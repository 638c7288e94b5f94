package dev.blackstart.rehearsal.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.world.SecretKind;
import dev.blackstart.world.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorldClockTest {
  private static final ControlDesk EMPTY_DESK =
      new ControlDesk() {
        @Override
        public Map<String, String> secrets(Map<String, SecretKind> references) {
          return Map.of("op://a/b/c", "value");
        }

        @Override
        public Map<String, Object> facts() {
          return Map.of("bootstraps", 1);
        }

        @Override
        public void stop() {}
      };

  @Test
  void whatIsDueHappensInOrderAndFasterAtAHigherSpeed() throws Exception {
    try (WorldClock clock = new WorldClock()) {
      LinkedBlockingQueue<String> happened = new LinkedBlockingQueue<>();
      clock.after(Duration.ofHours(2), () -> happened.add("later"));
      clock.after(Duration.ofHours(1), () -> happened.add("sooner"));
      clock.speed(1_000_000);

      assertEquals("sooner", happened.poll(60, TimeUnit.SECONDS));
      assertEquals("later", happened.poll(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void theWorldDoesNotRunAwayFromWhatHasFoundNoProcessorYet() throws Exception {
    try (WorldClock clock = new WorldClock()) {
      int processors = Runtime.getRuntime().availableProcessors();
      CountDownLatch busy = new CountDownLatch(processors);
      AtomicBoolean over = new AtomicBoolean();
      for (int i = 0; i < processors; i++) {
        clock.execute(() -> spin(busy, over));
      }
      busy.await();
      clock.speed(1_000_000);
      LinkedBlockingQueue<Instant> begun = new LinkedBlockingQueue<>();
      clock.execute(() -> begun.add(clock.now()));
      Instant late = clock.now();
      Thread.sleep(100);
      over.set(true);

      Duration lateness = Duration.between(late, begun.poll(60, TimeUnit.SECONDS));
      assertTrue(lateness.compareTo(Duration.ofMinutes(10)) < 0, lateness::toString);
    }
  }

  /** Keeps a processor until it is over: a virtual thread that never parks. */
  private static void spin(CountDownLatch busy, AtomicBoolean over) {
    busy.countDown();
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsCancelledDoesNotHappen() throws Exception {
    try (WorldClock clock = new WorldClock()) {
      CountDownLatch after = new CountDownLatch(1);
      boolean[] happened = new boolean[1];
      clock.after(Duration.ofSeconds(1), () -> happened[0] = true).cancel();
      clock.after(Duration.ofSeconds(2), after::countDown);
      clock.speed(1000);

      assertTrue(after.await(60, TimeUnit.SECONDS));
      assertEquals(false, happened[0]);
    }
  }

  @Test
  void theWorldRunsFastOnlyWhileItsDriverWaits() throws Exception {
    try (WorldClock clock = new WorldClock();
        ControlServer server = new ControlServer(clock, "token", 3600, EMPTY_DESK);
        ControlConnection control = new ControlConnection(server.port(), "token", true)) {
      WorldTime time = new WorldTime(control);
      Instant start = time.now();
      Signal never = new Signal();

      time.await(never, never.version(), Duration.ofHours(1));

      assertTrue(Duration.between(start, time.now()).toMinutes() >= 60);
      assertEquals(1, clock.speed());
      try (var work = time.working("a call")) {
        time.await(never, never.version(), Duration.ofMillis(50));
        assertEquals(1, clock.speed());
      }
    }
  }

  @Test
  void operatorAndWorldAgreeOnTheTime() throws Exception {
    try (WorldClock clock = new WorldClock();
        ControlServer server = new ControlServer(clock, "token", 600, EMPTY_DESK);
        ControlConnection control = new ControlConnection(server.port(), "token", true)) {
      WorldTime time = new WorldTime(control);
      Signal never = new Signal();
      time.await(never, never.version(), Duration.ofMinutes(5));

      Duration apart = Duration.between(time.now(), clock.now()).abs();
      assertTrue(apart.toSeconds() < 60, "apart by " + apart);
    }
  }

  @Test
  void aStrangerWithoutTheTokenIsNotServed() throws Exception {
    try (WorldClock clock = new WorldClock();
        ControlServer server = new ControlServer(clock, "token", 60, EMPTY_DESK)) {
      org.junit.jupiter.api.Assertions.assertThrows(
          java.io.IOException.class,
          () -> new ControlConnection(server.port(), "guess", false).close());
    }
  }

  @Test
  void theVaultAnswersOverTheConnection() throws Exception {
    try (WorldClock clock = new WorldClock();
        ControlServer server = new ControlServer(clock, "token", 60, EMPTY_DESK);
        ControlConnection control = new ControlConnection(server.port(), "token", false)) {
      assertEquals(
          Map.of("op://a/b/c", "value"),
          new WorldSecrets(control).resolve(Map.of("op://a/b/c", SecretKind.OPAQUE)));
      assertEquals(1, control.ask("facts", Map.of()).get("bootstraps"));
    }
  }
}
