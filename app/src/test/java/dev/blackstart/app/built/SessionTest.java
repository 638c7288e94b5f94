package dev.blackstart.app.built;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.built.Workstation.Seat;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One evening at the console, from the clusters to the verdict. */
@Tag("built")
class SessionTest {
  @TempDir Path folder;

  @Test
  void aRehearsalIsWatchedLookedIntoPausedLeftAndFoundAgain() throws Exception {
    try (Workstation desk = new Workstation(folder, "session")) {
      Seat seat = desk.seat(160, 45);
      seat.enter("blackstart");
      seat.sees("10.25.13.11");
      seat.isOpen();
      seat.press("?");
      seat.sees("against simulated nodes");
      seat.press("Escape");
      seat.sees("LAST RUN");
      seat.press("q");
      seat.isGivenBack();

      seat.enter("blackstart rehearse --speed 12");
      seat.sees("installing or rebooting");
      seat.press("w");
      seat.sees("because");
      seat.press("Escape", "Tab", "g", "j", "Enter");
      seat.sees("controlplane at 10.25.11.12");
      seat.press("Escape", "l");
      seat.sees("took its machine config");
      seat.press("/");
      seat.type("infra-02");
      seat.press("Enter");
      seat.seesNoMore("infra-03");
      seat.press("Escape", "Escape", ":");
      seat.type("jour");
      seat.press("Tab", "Enter");
      seat.sees("talosctl");
      seat.press("Escape");
      resizing(seat);
      suspending(seat);

      seat.press("C-c");
      seat.sees("leave run");
      seat.press("Escape", "p");
      seat.sees("paused");
      seat.sees("interrupted");
      seat.press("r");
      seat.sees("▶ running");
      seat.press("q", "Down", "Enter");
      seat.sees("goes on; watch it: blackstart");
      seat.isGivenBack();
      assertTrue(desk.engine().isPresent(), "the run has ended with the console");
      foundAgain(desk, seat);
    }
  }

  private static void resizing(Seat seat) {
    seat.resize(80, 24);
    seat.sees("NOW");
    seat.resize(60, 20);
    seat.sees("apply");
    seat.resize(30, 8);
    seat.sees("blackstart needs");
    seat.resize(160, 45);
    seat.sees("10.25.11.16");
  }

  private static void suspending(Seat seat) {
    seat.press("C-z");
    seat.sees("Stopped");
    seat.isGivenBack();
    seat.enter("fg");
    seat.sees("10.25.11.16");
    seat.isOpen();
  }

  private static void foundAgain(Workstation desk, Seat seat) throws IOException {
    seat.enter("blackstart");
    seat.sees("under way");
    seat.press("G", "Enter");
    seat.sees("▶ running");
    Seat second = desk.seat(80, 24);
    second.enter("blackstart");
    second.sees("under way");
    second.press("G", "Enter");
    second.sees("▶ running");
    second.sees("the lock is with");
    second.press("p");
    second.sees("another console commands this run");
    second.press("q", "Down", "Enter");
    second.sees("goes on");
    second.isGivenBack();
    seat.sees("verdict passed");
    seat.isQuiet();
    seat.press("q");
    seat.sees("verdict passed");
    seat.isGivenBack();
  }
}
