package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Every key there is: the one table. Nothing destructive is on a single key. */
public final class Bindings {
  private static final EnumSet<Kind> EVERYWHERE = EnumSet.allOf(Kind.class);
  private static final EnumSet<Kind> LISTS =
      EnumSet.of(Kind.CLUSTERS, Kind.RUN, Kind.FINDINGS, Kind.RUNS);
  private static final EnumSet<Kind> TEXTS =
      EnumSet.of(
          Kind.NODE,
          Kind.SERVICE,
          Kind.PHASE,
          Kind.FLUX,
          Kind.CRDS,
          Kind.LOG,
          Kind.JOURNAL,
          Kind.REPORT,
          Kind.HELP);
  private static final EnumSet<Kind> OF_A_RUN =
      EnumSet.of(
          Kind.RUN,
          Kind.NODE,
          Kind.SERVICE,
          Kind.PHASE,
          Kind.FLUX,
          Kind.CRDS,
          Kind.LOG,
          Kind.JOURNAL,
          Kind.FINDINGS);

  /** All of them, in the order the help shows them. */
  public static final List<Binding> ALL = all();

  private Bindings() {}

  /** What a key does on a page. */
  public static Optional<Binding> of(Kind page, Key key) {
    return on(page).stream().filter(each -> each.keys().contains(key.name())).findFirst();
  }

  /** The keys of a page, its own before those of every page. */
  public static List<Binding> on(Kind page) {
    List<Binding> own = new ArrayList<>();
    ALL.stream()
        .filter(each -> each.pages().contains(page) && !each.everywhere())
        .forEach(own::add);
    ALL.stream().filter(each -> each.everywhere()).forEach(own::add);
    return own;
  }

  private static List<Binding> all() {
    List<Binding> all = new ArrayList<>();
    all.addAll(acting());
    all.addAll(looking());
    all.addAll(moving());
    all.addAll(leaving());
    return List.copyOf(all);
  }

  private static List<Binding> acting() {
    EnumSet<Kind> clusters = EnumSet.of(Kind.CLUSTERS);
    return List.of(
        key(
            "bootstrap",
            "b",
            "bootstrap",
            "Start a run on the real machines of this cluster.",
            clusters,
            Acting::cannotStart,
            Acting::askBootstrap),
        key(
            "rehearse",
            "d",
            "drill",
            "Rehearse this cluster against simulated nodes.",
            clusters,
            Acting::cannotRehearse,
            Acting::rehearse),
        key(
            "resume",
            "r",
            "resume",
            "Go on with the unfinished run of this cluster.",
            EnumSet.of(Kind.CLUSTERS, Kind.RUNS),
            Acting::cannotResume,
            Acting::resume),
        key(
            "retry",
            "r",
            "retry",
            "Go on with this run from what failed or stopped.",
            OF_A_RUN,
            Acting::cannotRetry,
            Acting::retry),
        key(
            "pause",
            "p",
            "pause",
            "Stop the run after the current phase; r goes on.",
            OF_A_RUN,
            Acting::cannotOrder,
            model -> Next.of(model, new Intent.Pause())),
        key(
            "more-time",
            "+",
            "more time",
            "Give the current phase five minutes more.",
            OF_A_RUN,
            Acting::cannotOrder,
            Acting::moreTime));
  }

  private static List<Binding> looking() {
    return List.of(
        key(
            "open",
            "enter",
            "open",
            "Open what the cursor is on.",
            LISTS,
            Bindings::always,
            Looking::open),
        key(
            "why",
            "w",
            "why",
            "Explain what is waited for, with evidence and one command.",
            OF_A_RUN,
            Looking::nothingWaits,
            Looking::why),
        key(
            "logs",
            "l",
            "logs",
            "The run's log.",
            EnumSet.of(Kind.RUN, Kind.NODE, Kind.PHASE),
            Bindings::always,
            model -> Next.of(model.opened(Page.of(Kind.LOG, "")))),
        key(
            "journal",
            "J",
            "journal",
            "What was done, with the command that would do it by hand.",
            EnumSet.of(Kind.RUN),
            Bindings::always,
            model -> Looking.look(model, Page.of(Kind.JOURNAL, ""))),
        key(
            "findings",
            "f",
            "findings",
            "What was found wrong or unwise.",
            EnumSet.of(Kind.RUN),
            Bindings::always,
            model -> Next.of(model.opened(Page.of(Kind.FINDINGS, "")))),
        key(
            "runs",
            "h",
            "history",
            "Earlier runs of this cluster.",
            EnumSet.of(Kind.CLUSTERS),
            Bindings::always,
            Looking::runs),
        key(
            "save",
            "s",
            "save",
            "Write all of this text to a file.",
            TEXTS,
            Bindings::always,
            Looking::save),
        key(
            "copy",
            "c",
            "copy",
            "Copy the row, or the remedy of what failed.",
            EVERYWHERE,
            Looking::nothingToCopy,
            Looking::copy),
        key(
            "filter",
            "/",
            "filter",
            "Show only what matches (regular expression, ! turns it).",
            EVERYWHERE,
            Bindings::always,
            model -> Next.of(Moving.typing(model, Typing.Purpose.FILTER))),
        key(
            "command",
            ":",
            "command",
            "Type a command; Tab completes, up remembers.",
            EVERYWHERE,
            Bindings::always,
            model -> Next.of(Moving.typing(model, Typing.Purpose.COMMAND))),
        key(
            "help",
            "?",
            "help",
            "The keys of this page.",
            EVERYWHERE,
            Bindings::always,
            model -> Next.of(model.opened(Page.of(Kind.HELP, model.page().kind().name())))));
  }

  private static List<Binding> moving() {
    return List.of(
        keys("down", List.of("j", "down"), "down", "One row on.", m -> Moving.by(m, 1)),
        keys("up", List.of("k", "up"), "up", "One row back.", m -> Moving.by(m, -1)),
        keys(
            "page-down",
            List.of("pgdn", "ctrl-d", "ctrl-f"),
            "page down",
            "A screen on.",
            m -> Moving.by(m, Moving.page(m))),
        keys(
            "page-up",
            List.of("pgup", "ctrl-u", "ctrl-b"),
            "page up",
            "A screen back.",
            m -> Moving.by(m, -Moving.page(m))),
        keys("first", List.of("g", "home"), "first", "To the first row.", Moving::first),
        keys(
            "last",
            List.of("G", "end"),
            "last",
            "To the last row; a text follows its end.",
            Moving::last),
        keys(
            "panel",
            List.of("tab", "shift-tab", "1", "2"),
            "panel",
            "To the other panel.",
            Moving::panel));
  }

  private static List<Binding> leaving() {
    return List.of(
        keys("back", List.of("esc"), "back", "Clear the filter, then go back.", Moving::back),
        keys(
            "quit",
            List.of("q", "ctrl-c"),
            "leave",
            "Leave; asks while a run is under way.",
            Acting::leave),
        keys(
            "theme",
            List.of("t"),
            "theme",
            "The next theme.",
            m -> Next.of(m, new Intent.Theme("next"))),
        keys(
            "redraw",
            List.of("ctrl-r", "ctrl-l"),
            "redraw",
            "Draw the screen anew.",
            m -> Next.of(m, new Intent.Redraw())),
        keys(
            "suspend",
            List.of("ctrl-z"),
            "suspend",
            "Back to the shell; fg returns.",
            m -> Next.of(m, new Intent.Suspend())));
  }

  private static Optional<String> always(ScreenModel model) {
    return Optional.empty();
  }

  private static Binding key(
      String name,
      String key,
      String label,
      String help,
      EnumSet<Kind> pages,
      Function<ScreenModel, Optional<String>> disabled,
      Function<ScreenModel, Next> effect) {
    return new Binding(name, Set.of(key), label, help, pages, disabled, effect);
  }

  private static Binding keys(
      String name,
      List<String> keys,
      String label,
      String help,
      Function<ScreenModel, Next> effect) {
    return new Binding(
        name, new LinkedHashSet<>(keys), label, help, EVERYWHERE, Bindings::always, effect);
  }
}
