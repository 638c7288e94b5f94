package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.model.Intent;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.world.World;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The mouse on a whole console: clicks go to what the operator saw, however wide the screen is. */
class MouseTest {
  private static final ScriptedRun RUN = ScriptedRun.inTheMiddle(World.Kind.LIVE);

  private final MemoryDisplay display = new MemoryDisplay(new Area(220, 60));
  private final List<Intent> intents = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aClickBeyondColumn150ChoosesANodeAndTheNextOpensIt() throws Exception {
    watching(
        () -> {
          int row = row("infra-05");
          display.click(150, row);
          sees(() -> display.sheet().orElseThrow().chosen(150, row));
          display.click(150, row);
          display.sees("node infra-05");
        });
  }

  @Test
  void aTabAKeyOfTheFooterAndAnAnswerCanBeClicked() throws Exception {
    watching(
        () -> {
          display.click(150, row("infra-05"));
          sees(() -> display.sheet().orElseThrow().chosen(150, row("infra-05")));
          display.press("enter");
          display.sees("node infra-05");
          click("2 services");
          display.sees("[2 services]");
          click("esc back");
          display.sees("w why");
          click("q leave");
          display.sees("detach");
          click("detach");
          sees(() -> chosen("detach"));
          assertTrue(intents.stream().noneMatch(Intent.Leave.class::isInstance));
        });
  }

  @Test
  void theWheelMovesTheCursor() throws Exception {
    watching(
        () -> {
          display.press("tab");
          sees(() -> display.sheet().orElseThrow().chosen(150, row("infra-01")));
          display.wheel(3);
          sees(() -> display.sheet().orElseThrow().chosen(150, row("infra-04")));
        });
  }

  private void click(String text) {
    String screen = display.screen();
    List<String> rows = screen.lines().toList();
    for (int row = 0; row < rows.size(); row++) {
      int column = rows.get(row).indexOf(text);
      if (column >= 0) {
        display.click(column, row);
        return;
      }
    }
    throw new AssertionError(text + " is not on the screen\n" + screen);
  }

  /** Whether the cursor is on a text. */
  private boolean chosen(String text) {
    List<String> rows = display.screen().lines().toList();
    for (int row = 0; row < rows.size(); row++) {
      int column = rows.get(row).indexOf(text);
      if (column >= 0) {
        return display.sheet().orElseThrow().chosen(column, row);
      }
    }
    return false;
  }

  /** The row of the grid that begins so. */
  private int row(String node) {
    List<String> rows = display.screen().lines().toList();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).contains("│ " + node + " ")) {
        return row;
      }
    }
    throw new AssertionError(node + " is not on the screen\n" + display.screen());
  }

  private void sees(BooleanSupplier wanted) throws InterruptedException {
    for (int i = 0; i < 200 && !wanted.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertTrue(wanted.getAsBoolean(), display.screen());
  }

  private interface Doing {
    void run() throws Exception;
  }

  private void watching(Doing doing) throws Exception {
    ConsoleLoop loop =
        new ConsoleLoop(
            display,
            new Painter(Glyphs.UNICODE, ZoneOffset.UTC),
            RUN::now,
            System::nanoTime,
            (intent, screen) -> intents.add(intent));
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> shown = threads.submit(() -> loop.run(false));
      try {
        loop.tell(new Msg.Attached(true));
        loop.tell(new Msg.Happened(RUN.events()));
        display.sees("infra-06");
        doing.run();
      } finally {
        display.vanish();
      }
      ended(shown);
    }
  }

  private static void ended(Future<?> shown) throws ExecutionException, InterruptedException {
    try {
      shown.get(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the console does not end", e);
    }
    assertEquals(Future.State.SUCCESS, shown.state());
  }
}
