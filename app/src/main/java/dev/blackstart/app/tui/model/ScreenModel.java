package dev.blackstart.app.tui.model;

import dev.blackstart.run.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the screen shows. Immutable; {@link #after} is the only way on and touches nothing
 * outside.
 *
 * @param columns of the screen
 * @param now wall time of the last tick
 * @param pages the one on top last; never empty
 * @param forecast how long phases took in earlier runs, for the run in view
 * @param contents what was looked up for the pages that are open
 * @param history lines that were typed, oldest first
 * @param turn the clusters whose runs come one after the other, when the one in view is of several
 * @param commander whether this console may give the run orders; another one has them else
 * @param commandedBy who has them instead, when that is known
 * @param readonly whether the operator wants to look only
 * @param notice the last answer, shown in the footer until the next key
 */
public record ScreenModel(
    int columns,
    int rows,
    Instant now,
    Home home,
    Optional<RunPicture> run,
    Optional<String> vanished,
    Forecast forecast,
    List<Page> pages,
    Map<String, Content> contents,
    Optional<Dialog> dialog,
    Optional<Typing> typing,
    List<String> history,
    Habits habits,
    Optional<Msg.Told> notice,
    List<TurnCluster> turn,
    boolean commander,
    Optional<String> commandedBy,
    boolean readonly,
    boolean leaving) {

  /** The screen before anything is known. */
  public static ScreenModel opening(int columns, int rows, Instant now, boolean readonly) {
    return new ScreenModel(
        columns,
        rows,
        now,
        Home.UNREAD,
        Optional.empty(),
        Optional.empty(),
        Forecast.NONE,
        List.of(Page.of(Page.Kind.CLUSTERS, "")),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Habits.OURS,
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        readonly,
        false);
  }

  /** The page on top. */
  public Page page() {
    return pages.get(pages.size() - 1);
  }

  /** What was looked up for the page on top. */
  public Content content() {
    return known(page());
  }

  /** The clusters of the repository. */
  public List<ClusterCard> clusters() {
    return home.cards();
  }

  /** World milliseconds of the run in view; they stand still when its process has gone. */
  public long clock() {
    return run.map(picture -> vanished.isPresent() ? picture.worldMillis() : picture.clock(now))
        .orElse(0L);
  }

  /** This screen after one more message, and what has to be done elsewhere. */
  public Next after(Msg msg) {
    return switch (msg) {
      case Msg.Happened m -> Next.of(happened(m.events()));
      case Msg.Pressed m -> Pressing.on(this, m.key());
      case Msg.Pasted m -> Next.of(Pressing.pasted(this, m.text()));
      case Msg.Clicked m -> Pointing.at(this, m.spot());
      case Msg.Wheeled m -> Pointing.wheeled(this, m.rows());
      case Msg.Painted m -> Next.of(painted(m.shown()));
      case Msg.Accustomed m -> Next.of(edit().habits(m.habits()).history(m.history()).done());
      case Msg.Resized m -> Next.of(edit().size(m.columns(), m.rows()).done());
      case Msg.Ticked m -> Next.of(edit().now(m.now()).done());
      case Msg.Clusters m -> Next.of(edit().home(m.home().keeping(home)).done());
      case Msg.Surveyed m -> Next.of(edit().home(home.surveyed(m.cluster(), m.banner())).done());
      case Msg.Attached m -> Next.of(attached(m.commander()));
      case Msg.Commands m -> Next.of(edit().commander(m.commander(), m.other()).done());
      case Msg.Vanished m -> Next.of(edit().vanished(Optional.of(m.why())).done());
      case Msg.Estimated m -> Next.of(edit().forecast(m.forecast()).done());
      case Msg.Looked m -> Next.of(learnt(m.page(), known(m.page()).with(m.document())));
      case Msg.Streamed m -> Next.of(learnt(m.page(), streamed(m)));
      case Msg.Dismissed m -> Next.of(edit().leaving().done());
      case Msg.Turned m -> Next.of(edit().turn(m.clusters()).done());
      case Msg.Told m -> Next.of(edit().notice(Optional.of(m)).done());
    };
  }

  private ScreenModel happened(List<Event> events) {
    RunPicture picture = run.orElse(null);
    int from = 0;
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof Event.RunStarted started) {
        picture = RunPicture.of(started);
        from = i;
      }
    }
    if (picture != null) {
      picture = picture.after(events.subList(from, events.size()));
    }
    Optional<RunPicture> now = Optional.ofNullable(picture);
    return edit()
        .run(now)
        .pages(Attention.turned(pages, run, now))
        .vanished(Optional.empty())
        .done();
  }

  private ScreenModel attached(boolean commands) {
    return edit()
        .run(Optional.empty())
        .vanished(Optional.empty())
        .forecast(Forecast.NONE)
        .notice(Optional.empty())
        .commander(commands, Optional.empty())
        .pages(List.of(pages.get(0), Page.of(Page.Kind.RUN, "")))
        .done();
  }

  private Content streamed(Msg.Streamed m) {
    LogTail tail = m.afresh() ? LogTail.EMPTY : known(m.page()).lines();
    for (LogLine line : m.lines()) {
      tail = tail.with(line);
    }
    return known(m.page()).with(tail, m.following());
  }

  private Content known(Page page) {
    return contents.getOrDefault(key(page), Content.NONE);
  }

  /** What is known of pages nobody can go back to is forgotten. */
  private ScreenModel learnt(Page page, Content content) {
    Map<String, Content> all = new LinkedHashMap<>();
    for (Page open : pages) {
      Content of = open.sameAs(page) ? content : contents.get(key(open));
      if (of != null) {
        all.put(key(open), of);
      }
    }
    return edit().contents(all).done();
  }

  private static String key(Page page) {
    return page.kind() + " " + page.subject() + " " + page.tab();
  }

  /** What is on top was the last to be painted. */
  private ScreenModel painted(Shown shown) {
    return dialog
        .map(question -> asking(question.shown(shown)))
        .orElseGet(() -> top(page().shown(shown)));
  }

  ScreenModel opened(Page page) {
    List<Page> all = new ArrayList<>(pages);
    all.add(page);
    return edit().pages(List.copyOf(all)).done();
  }

  ScreenModel back() {
    return pages.size() == 1
        ? this
        : edit().pages(List.copyOf(pages.subList(0, pages.size() - 1))).done();
  }

  ScreenModel top(Page page) {
    List<Page> all = new ArrayList<>(pages);
    all.set(all.size() - 1, page);
    return edit().pages(List.copyOf(all)).done();
  }

  ScreenModel asking(Dialog question) {
    return edit().dialog(Optional.of(question)).done();
  }

  ScreenModel told(String text, boolean bad) {
    return edit().notice(Optional.of(new Msg.Told(text, bad))).done();
  }

  ScreenEdit edit() {
    return new ScreenEdit(this);
  }
}
