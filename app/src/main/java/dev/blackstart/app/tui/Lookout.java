package dev.blackstart.app.tui;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Refusal;
import dev.blackstart.app.RunHistory;
import dev.blackstart.app.look.Document;
import dev.blackstart.app.look.Looks;
import dev.blackstart.app.look.ReportLook;
import dev.blackstart.app.look.Topic;
import dev.blackstart.app.look.Topic.NodePart;
import dev.blackstart.app.tui.model.LogLine;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.files.StateFolder;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Keeps what the page on top shows up to date: looks again every {@link #BETWEEN}, or follows a
 * log, until another page is on top. The world is opened at the first look at it, and closed when
 * another run comes into view.
 */
final class Lookout implements AutoCloseable {
  /** Wall time between two looks at the same thing. */
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final StateFolder state;
  private final TimeSource time;
  private final ExecutorService threads;
  private Optional<StateFolder.Found> run = Optional.empty();
  private Optional<Inspection> open = Optional.empty();
  private Optional<Looks> looks = Optional.empty();
  private Optional<Future<?>> looking = Optional.empty();

  Lookout(StateFolder state, TimeSource time, ExecutorService threads) {
    this.state = state;
    this.time = time;
    this.threads = threads;
  }

  /** Another run is in view. */
  synchronized void at(StateFolder.Found now) {
    release();
    run = Optional.of(now);
  }

  /** Another page is on top. */
  synchronized void look(Page page, Consumer<Msg> screen) {
    looking.ifPresent(each -> each.cancel(true));
    looking = topic(page).map(topic -> threads.submit(() -> keepLooking(page, topic, screen)));
  }

  /** What a page looks up; nothing for one that shows what the events tell. */
  static Optional<Topic> topic(Page page) {
    return switch (page.kind()) {
      case NODE -> part(page).map(part -> node(page.subject(), part));
      case SERVICE -> {
        int slash = page.subject().indexOf('/');
        yield Optional.of(
            new Topic.NodeLog(
                page.subject().substring(0, slash), page.subject().substring(slash + 1)));
      }
      case PHASE -> Optional.of(new Topic.Release(page.subject()));
      case FLUX -> Optional.of(new Topic.Flux());
      case APPLICATIONS -> Optional.of(new Topic.Applications());
      case CRDS -> Optional.of(new Topic.Crds());
      case REPORT -> Optional.of(new Topic.Report(page.subject()));
      case CLUSTERS, RUN, LOG, JOURNAL, FINDINGS, RUNS, CLUSTER, PLAN, FROM, HELP ->
          Optional.empty();
    };
  }

  /** The first tab tells what the events say; the parts of a node follow. */
  private static Optional<NodePart> part(Page page) {
    return page.tab() == 0 ? Optional.empty() : Optional.of(NodePart.values()[page.tab() - 1]);
  }

  private static Topic.InWorld node(String name, NodePart part) {
    return part == NodePart.KERNEL
        ? new Topic.NodeLog(name, Topic.KERNEL)
        : new Topic.OfNode(name, part);
  }

  private void keepLooking(Page page, Topic topic, Consumer<Msg> screen) {
    try {
      while (!looked(page, topic, screen)) {
        time.pause(BETWEEN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Shows what is true of a topic now, or why that cannot be told yet; whether it is all there will
   * ever be.
   */
  private boolean looked(Page page, Topic topic, Consumer<Msg> screen) throws InterruptedException {
    try {
      if (topic instanceof Topic.NodeLog log) {
        follow(page, log, looks(), screen);
        return true;
      }
      screen.accept(new Msg.Looked(page, document(topic)));
    } catch (Failure failure) {
      sayWhyNot(page, failure.what() + "; " + failure.remedy(), screen);
    } catch (Refusal refusal) {
      sayWhyNot(page, refusal.getMessage() + "; " + refusal.remedy(), screen);
    }
    return false;
  }

  private void sayWhyNot(Page page, String why, Consumer<Msg> screen) {
    screen.accept(new Msg.Looked(page, Document.failed(why, time.wall())));
  }

  private Document document(Topic topic) throws InterruptedException {
    return switch (topic) {
      case Topic.InWorld inWorld -> looks().at(inWorld, time.wall());
      case Topic.Report report -> Document.of(ReportLook.sections(journal(report)), time.wall());
    };
  }

  private synchronized Path journal(Topic.Report report) {
    Optional<StateFolder.Found> found = report.run().isEmpty() ? run : state.run(report.run());
    return found
        .map(StateFolder.Found::folder)
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.INPUT,
                    "there is no run " + report.run(),
                    "blackstart runs lists them"));
  }

  private void follow(Page page, Topic.NodeLog log, Looks looks, Consumer<Msg> screen)
      throws InterruptedException {
    screen.accept(new Msg.Streamed(page, List.of(), true, true));
    looks.follow(
        log,
        line ->
            screen.accept(
                new Msg.Streamed(
                    page,
                    List.of(new LogLine(time.wall(), log.service(), line, LogLine.Weight.PLAIN)),
                    false,
                    true)));
    screen.accept(new Msg.Streamed(page, List.of(), false, false));
  }

  /**
   * A whole log, from its beginning to its end.
   *
   * @throws Failure when it cannot be had
   */
  void whole(Topic.NodeLog log, Consumer<String> lines) throws InterruptedException {
    looks().whole(log, lines);
  }

  private synchronized Looks looks() {
    if (open.isEmpty()) {
      RunHistory.Past past =
          run.flatMap(found -> new RunHistory(state).run(found.run().name()))
              .orElseThrow(
                  () ->
                      new Failure(
                          Failure.Kind.INPUT, "no run is in view", "open one from the clusters"));
      Inspection inspection = Inspection.of(past);
      open = Optional.of(inspection);
      looks = Optional.of(new Looks(inspection));
    }
    return looks.orElseThrow();
  }

  private void release() {
    looking.ifPresent(each -> each.cancel(true));
    looking = Optional.empty();
    open.ifPresent(Inspection::close);
    open = Optional.empty();
    looks = Optional.empty();
  }

  @Override
  public synchronized void close() {
    release();
  }
}
