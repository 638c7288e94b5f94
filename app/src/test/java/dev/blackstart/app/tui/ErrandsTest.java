package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.tui.model.Intent;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrandsTest {
  @TempDir Path folder;

  @Test
  void whatIsWantedWhenTheConsoleWasLeftIsDroppedWithoutAWord() {
    SystemTimeSource time = new SystemTimeSource();
    MemoryDisplay display = new MemoryDisplay(new Area(80, 24));
    Wardrobe wardrobe = new Wardrobe(Optional.of("mono"), Map.of(), folder);
    Errands errands =
        new Errands(order(), display, wardrobe, time, Executors.newVirtualThreadPerTaskExecutor());
    ConsoleLoop loop =
        new ConsoleLoop(
            display,
            new Painter(Glyphs.UNICODE, ZoneOffset.UTC),
            time::wall,
            time::wallNanos,
            errands);

    errands.close();

    assertDoesNotThrow(() -> errands.accept(new Intent.Open(), loop));
    assertDoesNotThrow(() -> errands.accept(new Intent.Abort(), loop));
  }

  private ConsoleOrder order() {
    return new ConsoleOrder(
        new OperatorFiles(Optional.of(folder), Optional.empty(), List.of(), Map.of(), false, false),
        new StateFolder(folder.resolve("state")),
        List.of(),
        List.of(),
        List.of(),
        false,
        false,
        Optional.empty(),
        false,
        folder);
  }
}
