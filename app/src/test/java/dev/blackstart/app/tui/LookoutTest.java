package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.files.FileJournal;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.run.RunId;
import dev.blackstart.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on top shows is looked up again and again. */
class LookoutTest {
  private static final String RUN = "20261121-163138-223b";

  @TempDir Path folder;

  private final BlockingQueue<Msg> told = new LinkedBlockingQueue<>();

  @Test
  void aPageThatWasOpenedTooEarlyComesAliveByItself() throws Exception {
    StateFolder state = new StateFolder(folder);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Lookout lookout = new Lookout(state, new SystemTimeSource(), threads)) {
      lookout.look(Page.of(Page.Kind.REPORT, RUN), told::add);

      assertTrue(next().trouble().contains("there is no run " + RUN));

      Path run = StateFolder.create(state.of("infra", World.Kind.REHEARSAL, new RunId(RUN)));
      Path begun = run.resolve("begun");
      Files.copy(Journals.file("infra-failed"), begun);
      Files.move(begun, run.resolve(FileJournal.NAME));

      Document document = next();
      while (!document.trouble().isEmpty()) {
        document = next();
      }
      assertFalse(document.sections().isEmpty());
    }
  }

  private Document next() throws InterruptedException {
    Msg.Looked looked = (Msg.Looked) told.poll(60, TimeUnit.SECONDS);
    assertNotNull(looked, "nobody looked again");
    return looked.document();
  }
}
