package dev.blackstart.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.door.DoorStatus.Lock;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDoorTest {
  private static final PhaseId CILIUM = new PhaseId("cilium");

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PaperDesk desk = new PaperDesk();
  private EngineDoor door;

  @BeforeEach
  void open() throws IOException {
    door = EngineDoor.open(folder, new RunId("7f3a"), desk, threads);
  }

  @AfterEach
  void close() {
    door.close();
    threads.shutdownNow();
  }

  @Test
  void ordersOfTheFirstConsoleReachTheDesk() {
    try (DoorConnection console = enter()) {
      assertEquals(Lock.YOU, console.status().lock());
      assertEquals(ProcessHandle.current().pid(), console.status().pid());

      console.moreTime(CILIUM, Duration.ofMinutes(5));
      DoorStatus paused = console.pause();
      console.abort();

      assertEquals(List.of("cilium 5 min", "pause"), desk.orders.subList(0, 2));
      assertTrue(paused.pausedBy().isPresent());
      console.status();
      assertEquals("abort", desk.orders.getLast());
    }
  }

  @Test
  void aSecondConsoleWatchesUntilTheFirstHasLeft() throws Exception {
    try (DoorConnection second = second()) {
      assertEquals(Lock.OTHER, second.status().lock());
      assertEquals(2, second.status().attached().size());
      Failure refused = assertThrows(Failure.class, second::pause);
      assertEquals(Failure.Kind.REFUSED, refused.kind());
      assertTrue(refused.what().contains("process"), refused.what());
      assertThrows(Failure.class, second::command);
      assertThrows(Failure.class, second::abort);
      assertEquals(List.of(), desk.orders);

      first.close();
      awaitLock(second, Lock.NOBODY);

      assertEquals(Lock.YOU, second.command().lock());
      second.pause();
      assertEquals(List.of("pause"), desk.orders);
    }
  }

  @Test
  void aConsoleThatOnlyWatchesLeavesTheLockToOthers() {
    try (DoorConnection watcher = DoorConnection.open(folder, true).orElseThrow();
        DoorConnection console = enter()) {
      assertEquals(Lock.OTHER, watcher.status().lock());
      assertEquals(Lock.YOU, console.status().lock());
    }
  }

  @Test
  void whatTheDeskRefusesIsSaidWithItsRemedy() {
    try (DoorConnection console = enter()) {
      Failure refused =
          assertThrows(
              Failure.class, () -> console.moreTime(new PhaseId("other"), Duration.ofMinutes(1)));

      assertEquals(Failure.Kind.INPUT, refused.kind());
      assertEquals("no such phase", refused.what());
      assertEquals("choose another", refused.remedy());
      assertEquals(Lock.YOU, console.status().lock());
    }
  }

  @Test
  void aWrongTokenOpensNothing() throws Exception {
    DoorRecord record = DoorRecord.read(folder).orElseThrow();
    for (String token : List.of("00", "", "nonsense", record.token().replace('a', 'b') + "00")) {
      try (Socket stranger = new Socket("127.0.0.1", record.port())) {
        String hello = "{\"token\":\"" + token + "\"}\n{\"ask\":\"abort\"}\n";
        stranger.getOutputStream().write(hello.getBytes(StandardCharsets.UTF_8));
        assertEquals(-1, stranger.getInputStream().read(), token);
      } catch (IOException e) {
        // A reset is a refusal too.
      }
    }
    assertEquals(List.of(), desk.orders);
  }

  @Test
  void aStrangerWhoSaysNothingIsSentAway() throws Exception {
    DoorRecord record = DoorRecord.read(folder).orElseThrow();
    try (Socket stranger = new Socket("127.0.0.1", record.port())) {
      stranger.setSoTimeout(10_000);
      assertEquals(-1, stranger.getInputStream().read());
    }
  }

  @Test
  void onlyItsOwnerFindsTheDoorAndItLeavesNothingBehind() throws Exception {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve(DoorRecord.NAME))));
    DoorRecord record = DoorRecord.read(folder).orElseThrow();
    assertFalse(record.toString().contains(record.token()));
    try (DoorConnection console = enter()) {
      door.close();

      assertFalse(Files.exists(folder.resolve(DoorRecord.NAME)));
      assertEquals(Failure.Kind.UNREACHABLE, assertThrows(Failure.class, console::status).kind());
      assertFalse(console.open());
    }
    assertEquals(Optional.empty(), DoorConnection.open(folder, false));
  }

  @Test
  void aDoorWhoseEngineWasKilledLetsNobodyIn() throws Exception {
    DoorRecord record = DoorRecord.read(folder).orElseThrow();
    door.close();
    record.write(folder);

    assertEquals(Optional.empty(), DoorConnection.open(folder, false));
  }

  private DoorConnection first;

  private DoorConnection second() {
    first = enter();
    return enter();
  }

  private DoorConnection enter() {
    return DoorConnection.open(folder, false).orElseThrow();
  }

  private static void awaitLock(DoorConnection console, Lock wanted) throws InterruptedException {
    for (int i = 0; i < 200 && console.status().lock() != wanted; i++) {
      Thread.sleep(10);
    }
  }

  private static final class PaperDesk implements OrderDesk {
    private final List<String> orders = new CopyOnWriteArrayList<>();

    @Override
    public void pause(String by) {
      orders.add("pause");
    }

    @Override
    public Optional<String> pausedBy() {
      return orders.contains("pause") ? Optional.of("ada") : Optional.empty();
    }

    @Override
    public void moreTime(PhaseId phase, Duration more, String by) {
      if (!phase.equals(CILIUM)) {
        throw new Failure(Failure.Kind.INPUT, "no such phase", "choose another");
      }
      orders.add(phase + " " + more.toMinutes() + " min");
    }

    @Override
    public void abort() {
      orders.add("abort");
    }
  }
}
