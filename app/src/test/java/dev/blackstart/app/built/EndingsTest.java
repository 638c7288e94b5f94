package dev.blackstart.app.built;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.built.Workstation.Seat;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console may end in any way: the terminal is as it was, and the run goes on. */
@Tag("built")
class EndingsTest {
  @TempDir Path folder;

  @Test
  void whateverEndsTheConsoleTheTerminalIsSaneAndTheRunGoesOn() throws Exception {
    try (Workstation desk = new Workstation(folder, "endings")) {
      Seat seat = desk.seat(120, 36);
      seat.enter("blackstart rehearse --speed 1");
      seat.sees("▶ running");
      long engine = desk.engine().orElseThrow().pid();
      for (String signal : new String[] {"KILL", "TERM", "HUP", "INT"}) {
        seat.isOpen();
        seat.signal(signal);
        seat.isGivenBack();
        if (!signal.equals("KILL")) {
          seat.sees("goes on; watch it: blackstart");
        }
        assertEquals(engine, desk.engine().orElseThrow().pid(), "SIG" + signal + " ended the run");
        attach(seat);
      }
      theTerminalIsClosed(desk);
      assertEquals(engine, desk.engine().orElseThrow().pid(), "the hang-up ended the run");

      stoppedFromElsewhere(seat);
      aborted(desk, seat);
    }
  }

  private static void attach(Seat seat) {
    seat.enter("clear; blackstart");
    seat.sees("under way");
    seat.press("G", "Enter");
    seat.sees("▶ running");
  }

  private static void theTerminalIsClosed(Workstation desk) throws IOException {
    Seat other = desk.seat(80, 24);
    attach(other);
    ProcessHandle console = other.console();
    other.hangUp();
    other.terminal().until("the console has ended", () -> !console.isAlive());
  }

  private static void stoppedFromElsewhere(Seat seat) {
    seat.signal("TSTP");
    seat.sees("Stopped");
    seat.isGivenBack();
    seat.enter("fg");
    seat.sees("▶ running");
    seat.isOpen();
  }

  private static void aborted(Workstation desk, Seat seat) {
    seat.press("C-c");
    seat.sees("abort now, state saved");
    seat.press("Up", "Enter");
    seat.sees("interrupted");
    seat.terminal().until("the run has ended", () -> desk.engine().isEmpty());
    seat.press("q");
    seat.sees("go on: blackstart resume");
    seat.isGivenBack();
    seat.enter("clear; blackstart rehearse --list");
    seat.sees("cluster infra");
    assertTrue(seat.terminal().screen().contains("process"), seat.terminal().screen());
  }
}
