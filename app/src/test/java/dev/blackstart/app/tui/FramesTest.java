package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.app.tui.model.ClusterCard;
import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Event;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Golden frames: what each view looks like at 80x24 and 160x45. After a wanted change they are
 * written anew with {@code -Dblackstart.frames=write}.
 */
class FramesTest {
  private static final ScriptedRun MIDDLE = ScriptedRun.inTheMiddle(World.Kind.LIVE);

  @Test
  void aRunInTheMiddleShowsWhoHoldsItUpAndWhy() throws IOException {
    golden("run-middle", MIDDLE);
  }

  @Test
  void aFailedPhaseSaysWhatAndTheRemedy() throws IOException {
    golden("run-failed", failed());
  }

  @Test
  void aPassedRehearsalSaysItsVerdict() throws IOException {
    ScriptedRun done =
        ScriptedRun.inTheMiddle(World.Kind.REHEARSAL)
            .done("cilium", "cilium 1.18.5 is rolled out, revision 1", 30)
            .ends(Event.Outcome.DONE, 0, "passed");
    golden("run-passed", done);
  }

  @Test
  void whyExplainsOverTheRun() throws IOException {
    golden("why", MIDDLE, "w");
  }

  @Test
  void aFilterLeavesTheNodesThatMatch() throws IOException {
    golden("run-filtered", MIDDLE, "tab", "/", "i", "m", "a", "g", "e", "enter");
  }

  @Test
  void theHelpListsTheKeysOfItsPage() throws IOException {
    golden("help", MIDDLE, "?");
  }

  @Test
  void theLogShowsWhoSaidWhatWhen() throws IOException {
    golden("log", MIDDLE, "l");
  }

  @Test
  void aNodeSaysWhatItWaitsForAndWhatItSaid() throws IOException {
    golden("node", MIDDLE, "tab", "G", "enter");
  }

  @Test
  void aPhaseSaysWhoHoldsItUp() throws IOException {
    golden("phase", MIDDLE, "g", "j", "j", "j", "j", "j", "j", "j", "j", "enter");
  }

  @Test
  void theJournalNamesTheCommandsThatDoItByHand() throws IOException {
    golden("journal", MIDDLE, "J");
  }

  @Test
  void leavingARunThatIsUnderWayAsks() throws IOException {
    golden("leave", MIDDLE, "q");
  }

  @Test
  void theFindingsStandWithTheirRemedies() throws IOException {
    Finding finding =
        new Finding(
            "flux-path",
            Finding.Level.WARNING,
            "kubernetes/apps/db/ks.yaml:9",
            "./kubernetes/apps/db/shared is no folder",
            "make it, or mend spec.path");
    golden("findings", ScriptedRun.inTheMiddle(World.Kind.LIVE).finding(finding), "f");
  }

  @Test
  void theOpeningShowsTheClustersAndAnUnfinishedRun() throws IOException {
    for (int[] size : new int[][] {{80, 24}, {160, 45}}) {
      ScreenModel model =
          ScreenModel.opening(size[0], size[1], Instant.EPOCH, false)
              .after(new Msg.Clusters(cards()))
              .model();
      compare("opening-" + size[0], model, Glyphs.UNICODE);
    }
  }

  @Test
  void aPoorTerminalGetsTheSameInAscii() throws IOException {
    compare("run-middle-ascii", model(80, 24, MIDDLE), Glyphs.ASCII);
  }

  @Test
  void belowEightyColumnsThereIsOneColumnAndBelowFortyASentence() throws IOException {
    compare("run-narrow", model(60, 20, MIDDLE), Glyphs.UNICODE);
    compare("run-tiny", model(30, 8, MIDDLE), Glyphs.UNICODE);
  }

  private static ScriptedRun failed() {
    return ScriptedRun.inTheMiddle(World.Kind.LIVE)
        .fails(
            "cilium",
            "cilium is not true after 10 min: infra-05: ImagePull quay.io/cilium/cilium:v1.18.3",
            "cure that and run: blackstart resume, or give it longer by budgets.cilium");
  }

  private static List<ClusterCard> cards() {
    Instant began = Instant.parse("2026-01-01T23:00:00Z");
    List<String> phases = List.of("preflight", "configs", "apply", "etcd", "cilium", "flux");
    ClusterCard.PastRun open =
        new ClusterCard.PastRun(
            "20260101-230000-7f3a",
            World.Kind.LIVE,
            began,
            702_000,
            Optional.empty(),
            "",
            "cilium",
            4,
            true,
            false);
    return List.of(
        new ClusterCard("infra", 3, 3, phases, List.of(), 0, List.of(open)),
        new ClusterCard(
            "apps", 3, 0, phases, List.of("warning  ks.yaml:9: no such folder"), 0, List.of()));
  }

  private static void golden(String name, ScriptedRun run, String... keys) throws IOException {
    compare(name + "-80", model(80, 24, run, keys), Glyphs.UNICODE);
    compare(name + "-160", model(160, 45, run, keys), Glyphs.UNICODE);
  }

  private static ScreenModel model(int columns, int rows, ScriptedRun run, String... keys) {
    ScreenModel model = ScreenModel.opening(columns, rows, run.now(), false);
    model = model.after(new Msg.Attached(true)).model();
    model = model.after(new Msg.Happened(run.events())).model();
    for (String key : keys) {
      model = model.after(new Msg.Pressed(new Key(key))).model();
    }
    return model;
  }

  private static void compare(String name, ScreenModel model, Glyphs signs) throws IOException {
    String frame = new Painter(signs, ZoneOffset.UTC).paint(model).text();
    Path golden =
        Path.of(System.getProperty("blackstart.root"))
            .resolve("app/src/test/resources/frames")
            .resolve(name + ".txt");
    if ("write".equals(System.getProperty("blackstart.frames"))) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, frame);
    }
    assertEquals(Files.readString(golden), frame, name);
  }
}
