package dev.blackstart.app.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.tui.Openings;
import dev.blackstart.app.tui.ScriptedRun;
import dev.blackstart.run.Event;
import dev.blackstart.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every key on every page, in every state a screen can be in. */
class EveryKeyTest {
  private static final Map<Page.Kind, String> SUBJECTS =
      Map.of(
          Page.Kind.NODE, "infra-05",
          Page.Kind.SERVICE, "infra-05/kubelet",
          Page.Kind.PHASE, "cilium",
          Page.Kind.RUNS, "infra",
          Page.Kind.CLUSTER, "infra",
          Page.Kind.PLAN, "infra",
          Page.Kind.FROM, Openings.RUN,
          Page.Kind.HELP, "RUN");

  @Test
  void everyKeyThatCannotBeUsedSaysWhyAndDoesNothing() {
    Set<String> seen = new TreeSet<>();
    for (ScreenModel screen : screens()) {
      for (Binding binding : screen.habits().keymap().on(screen.page().kind())) {
        Optional<String> because = binding.because(screen);
        if (because.isPresent()) {
          seen.add(binding.name());
          String where = binding.name() + " on " + screen.page().kind();
          assertFalse(because.get().isBlank(), where);
          assertFalse(because.get().endsWith("."), where);
          Next next = screen.after(new Msg.Pressed(new Key(binding.shown())));
          assertTrue(next.intents().isEmpty(), where);
          assertTrue(next.model().notice().orElseThrow().text().contains(because.get()), where);
          assertEquals(screen.pages(), next.model().pages(), where);
        }
      }
    }
    assertTrue(
        seen.containsAll(
            List.of(
                "bootstrap",
                "rehearse",
                "resume",
                "retry",
                "pause",
                "more-time",
                "open",
                "why",
                "save",
                "copy",
                "next-match",
                "help",
                "down",
                "first",
                "back")),
        "never seen out of use: not all of them in " + seen);
  }

  @Test
  void everyKeyThatCanBeUsedIsAnswered() {
    for (ScreenModel screen : screens()) {
      for (Binding binding : screen.habits().keymap().on(screen.page().kind())) {
        for (String key : binding.keys()) {
          Next next = screen.after(new Msg.Pressed(new Key(key)));
          assertTrue(next.model().pages().size() > 0, binding.name());
        }
      }
    }
  }

  @Test
  void everyKeyIsInTheHelpOfItsPage() {
    for (Page.Kind kind : Page.Kind.values()) {
      ScreenModel page = Hands.run(200, 120, run(), true).opened(page(kind));
      Hands help = Hands.on(page.opened(Page.of(Page.Kind.HELP, kind.name())));
      for (Binding binding : page.habits().keymap().on(kind)) {
        String words = binding.because(page).map(why -> "not now: " + why).orElse(binding.help());
        assertTrue(
            help.screen().contains(words), binding.name() + " on " + kind + "\n" + help.screen());
        assertTrue(help.screen().contains(binding.shown()), binding.name());
      }
    }
  }

  @Test
  void everySentenceFitsTheHelpOfASmallScreen() {
    Bindings.ALL.forEach(each -> assertTrue(each.help().length() <= 48, each.help()));
  }

  @Test
  void ctrlSDoesNothing() {
    for (ScreenModel screen : screens()) {
      Next next = screen.after(new Msg.Pressed(new Key("ctrl-s")));
      assertTrue(next.intents().isEmpty());
      assertEquals(screen.pages(), next.model().pages());
    }
  }

  @Test
  void noSingleKeyTouchesDisksOrCutsARunOff() {
    for (ScreenModel screen : screens()) {
      for (Binding binding : screen.habits().keymap().on(screen.page().kind())) {
        for (String key : binding.keys()) {
          screen
              .after(new Msg.Pressed(new Key(key)))
              .intents()
              .forEach(
                  intent -> {
                    assertFalse(intent instanceof Intent.Abort, binding.name());
                    assertFalse(
                        intent instanceof Intent.Start start && start.world() == World.Kind.LIVE,
                        binding.name());
                  });
        }
      }
    }
  }

  private static List<ScreenModel> screens() {
    List<ScreenModel> states = new ArrayList<>();
    ScreenModel empty = ScreenModel.opening(100, 30, Instant.EPOCH, false);
    states.add(empty);
    states.add(ScreenModel.opening(100, 30, Instant.EPOCH, true));
    for (Home home :
        List.of(
            Openings.of(),
            Openings.of(Openings.calm()),
            Openings.of(Openings.fresh()),
            Openings.of(Openings.killed()),
            Openings.of(Openings.interrupted()),
            Openings.of(Openings.unread()))) {
      states.add(empty.after(new Msg.Clusters(home)).model());
    }
    states.add(Hands.run(100, 30, run(), true));
    states.add(Hands.run(100, 30, run(), false));
    states.add(Hands.run(100, 30, run().ends(Event.Outcome.FAILED, 1, "missed"), true));
    states.add(Hands.run(100, 30, run(), true).after(new Msg.Vanished("cut off")).model());
    List<ScreenModel> screens = new ArrayList<>();
    for (ScreenModel state : states) {
      ScreenModel home = state.edit().pages(List.of(state.pages().get(0))).done();
      screens.add(home);
      for (Page.Kind kind : Page.Kind.values()) {
        if (kind != Page.Kind.CLUSTERS) {
          screens.add(home.opened(page(kind)));
        }
      }
    }
    return screens;
  }

  private static Page page(Page.Kind kind) {
    return Page.of(kind, SUBJECTS.getOrDefault(kind, ""));
  }

  private static ScriptedRun run() {
    return ScriptedRun.inTheMiddle(World.Kind.LIVE);
  }
}
