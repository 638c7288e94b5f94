package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.Openings;
import dev.blackstart.app.tui.ScriptedRun;
import dev.blackstart.run.Event;
import dev.blackstart.run.RunId;
import dev.blackstart.world.World;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BindingsTest {
  @Test
  void noKeyMeansTwoThingsOnOnePage() {
    for (Page.Kind page : Page.Kind.values()) {
      Set<String> seen = new HashSet<>();
      for (Binding binding : Keymap.OURS.on(page)) {
        binding.keys().forEach(key -> assertTrue(seen.add(key), key + " twice on " + page));
      }
    }
  }

  @Test
  void everyKeyHasAWordAndASentence() {
    for (Binding binding : Bindings.ALL) {
      assertFalse(binding.label().isBlank(), binding.name());
      assertTrue(binding.help().endsWith("."), binding.name());
    }
  }

  @Test
  void aKeyThatCannotBeUsedSaysWhy() {
    ScreenModel watching = run(false);
    ScreenModel after = press(watching, "p").model();
    assertEquals("p pause: another console commands this run", after.notice().get().text());
    assertTrue(press(watching, "p").intents().isEmpty());
  }

  @Test
  void whatWasRefusedBeforeItTouchedAnythingIsRetriedByBeginningAnew() {
    Event.RunEnded refused =
        new Event.RunEnded(
            new Event.Stamp(Instant.EPOCH, 0, new RunId("7f3a")),
            Event.Outcome.FAILED,
            3,
            0,
            0,
            0,
            Optional.of("missed"),
            List.of(),
            List.of());
    assertEquals(
        List.of(new Intent.Again("infra", World.Kind.REHEARSAL)),
        press(run(World.Kind.REHEARSAL, refused), "r").intents());
    Next live = press(run(World.Kind.LIVE, refused), "r");
    assertTrue(live.intents().isEmpty());
    assertEquals("bootstrap infra", live.model().typing().orElseThrow().text());
  }

  @Test
  void aLogOfANodeIsSavedFromItsBeginningNotAsFarAsTheScreenKeepsIt() {
    ScreenModel etcd = run(true).opened(Page.of(Page.Kind.SERVICE, "infra-01/etcd"));
    LogLine line = new LogLine(Instant.EPOCH, "etcd", "up", LogLine.Weight.PLAIN);
    ScreenModel shown =
        etcd.after(new Msg.Streamed(etcd.page(), List.of(line), true, true)).model();

    assertEquals(
        List.of(new Intent.SaveLog("blackstart-log-infra-01-etcd.txt", "infra-01", "etcd")),
        press(shown, "s").intents());
  }

  @Test
  void eachPanelKeepsItsRowWhileTheCursorIsInTheOther() {
    ScreenModel nodes = press(press(press(run(true), "tab").model(), "j").model(), "j").model();
    String node = nodes.page().cursor();

    ScreenModel phases = press(press(nodes, "tab").model(), "G").model();
    assertEquals("verify", phases.page().cursor());

    assertEquals(node, press(phases, "tab").model().page().cursor());
  }

  @Test
  void theCommanderPausesAndGivesMoreTime() {
    assertEquals(List.of(new Intent.Pause()), press(run(true), "p").intents());
    Intent.MoreTime more = (Intent.MoreTime) press(run(true), "+").intents().get(0);
    assertEquals("cilium", more.phase().name());
  }

  @Test
  void ctrlCAsksAndTheSafeAnswerHasTheCursor() {
    ScreenModel asked = press(run(true), "ctrl-c").model();
    assertFalse(asked.leaving());
    Next stay = press(asked, "enter");
    assertTrue(stay.intents().isEmpty());
    assertFalse(stay.model().leaving());
    Next detached = press(press(asked, "tab").model(), "enter");
    assertTrue(detached.model().leaving());
  }

  @Test
  void bootstrapWantsTheNameOfTheClusterTyped() {
    ScreenModel model =
        ScreenModel.opening(80, 24, Instant.EPOCH, false)
            .after(new Msg.Clusters(Openings.of(Openings.calm())))
            .model();
    ScreenModel line = press(model, "b").model();
    assertEquals("bootstrap infra", line.typing().get().text());
    ScreenModel asked = press(line, "enter").model();
    Next refused = press(press(asked, "tab").model(), "enter");
    assertTrue(refused.intents().isEmpty());
    ScreenModel typed = refused.model();
    for (String letter : "infra".split("", -1)) {
      typed = letter.isEmpty() ? typed : press(typed, letter).model();
    }
    assertEquals(
        List.of(new Intent.Start("infra", World.Kind.LIVE)), press(typed, "enter").intents());
  }

  @Test
  void whatABootstrapMayDoIsSaidBehindTheClusterAndAskedAbout() {
    ScreenModel model =
        ScreenModel.opening(80, 24, Instant.EPOCH, false)
            .after(new Msg.Clusters(Openings.of(Openings.calm())))
            .model();
    List<String> words = List.of("infra", "--accept-new", "--confirm-wipe", "infra-05", "--heal");

    Dialog dialog = Commands.bootstrap(model, words).model().dialog().orElseThrow();

    assertTrue(dialog.lines().contains("Other certificates than those pinned are accepted."));
    assertTrue(dialog.lines().contains("What others wrote on the disk of infra-05 goes."));
    assertEquals(
        new Intent.Start("infra", World.Kind.LIVE, words.subList(1, 5)),
        dialog.choices().getLast().intent().orElseThrow());
    for (List<String> wrong :
        List.of(List.of("infra", "--force"), List.of("infra", "--confirm-wipe"))) {
      assertTrue(Commands.bootstrap(model, wrong).model().dialog().isEmpty(), wrong::toString);
    }
  }

  @Test
  void aReadonlyConsoleStartsNothing() {
    ScreenModel model =
        ScreenModel.opening(80, 24, Instant.EPOCH, true)
            .after(new Msg.Clusters(Openings.of(Openings.calm())))
            .model();
    for (String key : List.of("b", "d", "r")) {
      assertTrue(press(model, key).intents().isEmpty(), key);
    }
  }

  @Test
  void escClearsTheFilterBeforeItLeaves() {
    ScreenModel model = press(press(run(true), "tab").model(), "/").model();
    model = press(press(press(model, "0").model(), "5").model(), "enter").model();
    assertEquals(1, Rows.nodes(model).size());
    model = press(model, "esc").model();
    assertEquals(6, Rows.nodes(model).size());
    assertEquals(Page.Kind.RUN, model.page().kind());
    assertEquals(Page.Kind.CLUSTERS, press(model, "esc").model().page().kind());
  }

  @Test
  void theCursorStaysOnItsObjectWhenRowsComeAndGo() {
    ScreenModel model = press(run(true), "tab").model();
    model = press(press(model, "j").model(), "j").model();
    assertEquals("infra-03", model.page().cursor());
    model = press(press(press(model, "/").model(), "3").model(), "enter").model();
    assertEquals(0, Rows.cursor(model));
    assertEquals("infra-03", Rows.of(model).get(0));
  }

  @Test
  void aCommandIsCompletedAndRemembered() {
    ScreenModel model = press(run(true), ":").model();
    for (String letter : List.of("f", "i")) {
      model = press(model, letter).model();
    }
    model = press(model, "tab").model();
    assertEquals("findings", model.typing().get().text());
    model = press(model, "enter").model();
    assertEquals(Page.Kind.FINDINGS, model.page().kind());
    model = press(press(model, ":").model(), "up").model();
    assertEquals("findings", model.typing().get().text());
  }

  @Test
  void anUnknownCommandSaysSo() {
    ScreenModel model = press(run(true), ":").model();
    model = press(press(model, "x").model(), "enter").model();
    assertTrue(model.notice().get().bad());
  }

  private static ScreenModel run(boolean commander) {
    ScriptedRun run = ScriptedRun.inTheMiddle(World.Kind.LIVE);
    ScreenModel model = ScreenModel.opening(100, 30, run.now(), false);
    model = model.after(new Msg.Attached(commander)).model();
    return model.after(new Msg.Happened(run.events())).model();
  }

  private static ScreenModel run(World.Kind world, Event.RunEnded end) {
    ScriptedRun run = ScriptedRun.in(world);
    ScreenModel model = ScreenModel.opening(100, 30, run.now(), false);
    model = model.after(new Msg.Attached(true)).model();
    model = model.after(new Msg.Happened(run.events())).model();
    return model.after(new Msg.Happened(List.of(end))).model();
  }

  private static Next press(ScreenModel model, String key) {
    return model.after(new Msg.Pressed(new Key(key)));
  }
}
