package dev.blackstart.app.tui;

import static dev.blackstart.app.tui.Frames.MIDDLE;
import static dev.blackstart.app.tui.Frames.SMALL;

import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import dev.blackstart.app.tui.model.LogLine;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.world.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the hands see: help, palette, filters, questions, logs and texts as they are read. */
class KeysFramesTest {
  private static final Area NARROW = new Area(44, 20);
  private static final ScriptedRun RUN = ScriptedRun.inTheMiddle(World.Kind.LIVE);
  private static final Instant SEEN = RUN.now();

  @Test
  void theHelpIsScrolledToItsEnd() {
    Frames.golden("keys-help-end", area -> pressing(run(area), "?", "G"), SMALL);
  }

  @Test
  void theHelpOfATextSaysWhatCannotBeUsedNow() {
    Frames.golden("keys-help-text", area -> pressing(log(area), "?"), MIDDLE);
  }

  @Test
  void theCommandsAreShownWhileOneIsTyped() {
    Frames.golden("keys-palette", area -> pressing(run(area), ":"), SMALL, MIDDLE, NARROW);
    Frames.golden(
        "keys-palette-tab", area -> pressing(run(area), ":", "p", "tab", "tab"), SMALL, MIDDLE);
    Frames.golden(
        "keys-palette-argument",
        area -> pressing(typing(run(area), ":", "node infra"), "tab", "tab"),
        SMALL);
  }

  @Test
  void aCaretStandsWhereTypingGoesOn() {
    Frames.golden(
        "keys-caret",
        area -> pressing(typing(run(area), ":", "more-time 15"), "left", "left"),
        SMALL);
  }

  @Test
  void aFilterThatIsNoExpressionSaysHowItIsTaken() {
    Frames.golden("keys-filter-broken", area -> typing(log(area), "/", "line 1("), SMALL, MIDDLE);
    Frames.golden(
        "keys-filter-kept", area -> pressing(typing(log(area), "/", "line 1("), "enter"), SMALL);
    Frames.golden(
        "keys-filter-inverse",
        area -> pressing(typing(log(area), "/", "!line .[0-7]"), "enter"),
        SMALL);
  }

  @Test
  void aQuestionStandsInABoxAtEverySize() {
    Frames.golden("keys-leave", area -> pressing(run(area), "q"), SMALL, MIDDLE, NARROW);
    Frames.golden(
        "keys-abort",
        area -> pressing(typing(run(area), ":", "abort"), "enter", "i", "n"),
        SMALL,
        MIDDLE,
        NARROW);
    Frames.golden("keys-leave-ascii", pressing(run(SMALL), "q"), Glyphs.ASCII);
  }

  @Test
  void aLongExplanationIsScrolled() {
    Frames.golden("keys-told", area -> pressing(flux(area), "j", "j", "enter", "pgdn"), NARROW);
  }

  @Test
  void aLogIsFollowedPausedAndSearched() {
    Frames.golden("keys-log-following", KeysFramesTest::log, SMALL, MIDDLE);
    Frames.golden(
        "keys-log-paused", area -> told(pressing(log(area), "pgup"), lines(60, 12)), SMALL, MIDDLE);
    Frames.golden(
        "keys-log-searched",
        area -> pressing(typing(log(area), "\\", "line 3"), "enter", "N"),
        SMALL,
        MIDDLE);
    Frames.golden("keys-log-wrapped", area -> pressing(log(area), "z", "pgup"), SMALL);
    Frames.golden("keys-log-aside", area -> pressing(log(area), "right", "right"), SMALL);
  }

  @Test
  void aTextHasACursorAndSaysHowOldItIs() {
    Frames.golden("keys-text", area -> pressing(flux(area), "j", "j"), SMALL, MIDDLE, NARROW);
    Frames.golden(
        "keys-text-stale",
        area ->
            told(
                flux(area),
                new Msg.Looked(
                    fluxPage(),
                    Document.failed("the API does not answer; see whether etcd is well", SEEN)),
                new Msg.Ticked(SEEN.plusSeconds(45))),
        SMALL);
  }

  private static ScreenModel run(Area area) {
    return Frames.watching(area, RUN);
  }

  private static ScreenModel flux(Area area) {
    ScreenModel page = pressing(typing(run(area), ":", "flux"), "enter");
    return told(page, new Msg.Looked(fluxPage(), Document.of(List.of(tree()), SEEN)));
  }

  private static Page fluxPage() {
    return Page.of(Page.Kind.FLUX, "");
  }

  private static Section tree() {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact(Weight.GOOD, 0, "GitRepository flux-system at main@sha1:4f2c"));
    facts.add(
        fact(Weight.BAD, 0, "Kustomization apps does not reconcile")
            .seenBy("flux get kustomization apps"));
    IntStream.range(1, 16)
        .mapToObj(i -> fact(Weight.WAITS, 1, "HelmRelease app-" + i + " waits for its secret"))
        .forEach(facts::add);
    facts.add(fact(Weight.QUIET, 0, "12 others are ready"));
    return new Section("flux", facts);
  }

  private static Fact fact(Weight weight, int depth, String text) {
    return new Fact(weight, depth, text, Optional.empty(), Optional.empty());
  }

  private static ScreenModel log(Area area) {
    ScreenModel page = pressing(typing(run(area), ":", "logs infra-05 kubelet"), "enter");
    return told(page, lines(0, 60));
  }

  private static Msg lines(int from, int count) {
    return new Msg.Streamed(
        Page.of(Page.Kind.SERVICE, "infra-05/kubelet"),
        IntStream.range(from, from + count)
            .mapToObj(i -> new LogLine(SEEN, "kubelet", text(i), LogLine.Weight.PLAIN))
            .toList(),
        from == 0,
        true);
  }

  private static String text(int number) {
    String rest =
        number % 9 == 0
            ? "; image quay.io/cilium/cilium:v1.18.5 is pulled again, back-off 40s, pod"
                + " kube-system/cilium-x7k2p, container cilium-agent"
            : "";
    return "line " + number + " of the kubelet's log" + rest;
  }

  private static ScreenModel typing(ScreenModel model, String begin, String text) {
    List<String> keys = new ArrayList<>(List.of(begin));
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(each -> keys.add(each.equals(" ") ? "space" : each));
    return pressing(model, keys.toArray(String[]::new));
  }

  /** Painted after each key, as the loop does it. */
  private static ScreenModel pressing(ScreenModel model, String... keys) {
    ScreenModel now = painted(model);
    for (String key : keys) {
      now = painted(Frames.pressing(now, key));
    }
    return now;
  }

  private static ScreenModel told(ScreenModel model, Msg... told) {
    return painted(Frames.after(painted(model), List.of(told)));
  }

  private static ScreenModel painted(ScreenModel model) {
    return model
        .after(new Msg.Painted(new Painter(Glyphs.UNICODE, ZoneOffset.UTC).paint(model).shown()))
        .model();
  }
}
