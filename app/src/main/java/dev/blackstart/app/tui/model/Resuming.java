package dev.blackstart.app.tui.model;

import dev.blackstart.run.PhaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be done with a run that stopped, and why not when not. */
final class Resuming {
  private static final String READONLY = "this console only looks (--readonly)";

  private Resuming() {}

  static Optional<String> cannotResume(ScreenModel model) {
    if (model.readonly()) {
      return Optional.of(READONLY);
    }
    return open(model)
        .map(
            run ->
                run.runs()
                    ? Optional.of("it is running; Enter watches it")
                    : Optional.<String>empty())
        .orElse(Optional.of("there is no unfinished run"));
  }

  static Next resume(ScreenModel model) {
    return Next.of(model, new Intent.Resume(open(model).orElseThrow().run()));
  }

  /** Goes on with the run in view, or the unfinished one of the cluster under the cursor. */
  static Next heal(ScreenModel model) {
    boolean inView =
        model.run().isPresent()
            && !Set.of(Page.Kind.CLUSTERS, Page.Kind.CLUSTER, Page.Kind.RUNS)
                .contains(model.page().kind());
    Optional<String> because = inView ? Acting.cannotRetry(model) : cannotResume(model);
    if (because.isPresent()) {
      return Next.of(model.told("heal: " + because.get(), true));
    }
    return askHeal(
        model, inView ? model.run().orElseThrow().run().name() : open(model).orElseThrow().run());
  }

  /** What others left is cleared only when it was read what that means. */
  private static Next askHeal(ScreenModel model, String run) {
    return Next.of(
        model.asking(
            Dialog.asking(
                "go on with run " + Banner.shortened(run) + " and clear what is in its way?",
                List.of(
                    "Releases that another Helm left open are taken from it: see that none works.",
                    "Finalizers that hold namespaces and definitions are taken off, and what they",
                    "ask for stays undone. What is cleared is written in the journal."),
                Dialog.Choice.cancel("cancel"),
                Dialog.Choice.of("go on and clear it", new Intent.Heal(run)))));
  }

  /** The choice of the phase to go on from. */
  static Next chooseFrom(ScreenModel model) {
    String run = open(model).orElseThrow().run();
    Page page = Page.of(Page.Kind.FROM, run);
    return Next.of(
        model.opened(
            banner(model, run)
                .flatMap(Banner::firstOpen)
                .map(phase -> page.at(phase.name()))
                .orElse(page)));
  }

  /** Goes on from the phase under the cursor of the choice. */
  static Next from(ScreenModel model, String phase) {
    String run = model.page().subject();
    Optional<String> because = banner(model, run).flatMap(each -> beyond(each, phase));
    return because.isPresent()
        ? Next.of(model.told("from " + phase + ": " + because.get(), true))
        : Next.of(model.back(), new Intent.ResumeFrom(run, phase));
  }

  /** Why a phase cannot be the first; the engine would refuse it with the same reason. */
  static Optional<String> beyond(Banner banner, String phase) {
    Optional<PhaseId> open = banner.firstOpen();
    List<String> names = banner.phases().stream().map(PhaseId::name).toList();
    return open.filter(first -> names.indexOf(phase) > names.indexOf(first.name()))
        .map(first -> first + " before it does not hold");
  }

  /** What cannot be taken back begins in the line where it can be read before it is done. */
  static Next typeStartOver(ScreenModel model) {
    return Next.of(Moving.typing(model, Typing.Purpose.COMMAND, "start-over"));
  }

  static Next askStartOver(ScreenModel model) {
    ClusterCard.PastRun run = open(model).orElseThrow();
    String cluster = clusterOf(model, run.run()).map(ClusterCard::name).orElse("");
    Intent.StartOver over = new Intent.StartOver(cluster, run.run(), run.world());
    String name = Banner.shortened(run.run());
    return Next.of(
        model.asking(
            switch (run.world()) {
              case REHEARSAL ->
                  Dialog.asking(
                      "start over instead of going on with run " + name + "?",
                      List.of(
                          "Its simulated world ends and cannot be brought back.",
                          "Its journal and report are kept, and a new rehearsal begins."),
                      Dialog.Choice.cancel("cancel"),
                      Dialog.Choice.of("end that world and rehearse anew", over));
              case LIVE ->
                  Dialog.asking(
                          "start over on the real machines of " + cluster + "?",
                          kept(run, name),
                          Dialog.Choice.cancel("cancel"),
                          Dialog.Choice.of("give it up and begin anew", over))
                      .guardedBy(cluster);
            }));
  }

  private static List<String> kept(ClusterCard.PastRun run, String name) {
    List<String> lines = new ArrayList<>();
    lines.add("Run " + name + " is given up: it can never be resumed; its journal is kept.");
    lines.add("No machine is wiped: whatever it made stays, and the new run finds");
    lines.add("out what holds (" + run.held() + " phases did) and makes the rest.");
    lines.add("Type the cluster's name to go on.");
    return lines;
  }

  /** Why the world of a run is not looked at. */
  static Optional<String> cannotVerify(ScreenModel model) {
    return open(model)
        .map(
            run ->
                run.runs()
                    ? Optional.of("it is running; Enter watches it")
                    : Optional.<String>empty())
        .orElse(Optional.of("there is no unfinished run to look after"));
  }

  static Next verify(ScreenModel model) {
    ClusterCard.PastRun run = open(model).orElseThrow();
    String asks =
        switch (run.world()) {
          case LIVE -> "looking at the machines of run ";
          case REHEARSAL -> "looking at the world of run ";
        };
    return Next.of(
        model.told(asks + Banner.shortened(run.run()), false), new Intent.Verify(run.run()));
  }

  /** The run under the cursor when it is open, or the open one of the cluster under it. */
  private static Optional<ClusterCard.PastRun> open(ScreenModel model) {
    return switch (model.page().kind()) {
      case RUNS ->
          Rows.runs(model).stream()
              .filter(run -> run.run().equals(chosen(model)))
              .filter(run -> run.resumable() || run.runs())
              .findFirst();
      case CLUSTER ->
          model.clusters().stream()
              .filter(card -> card.name().equals(model.page().subject()))
              .findFirst()
              .flatMap(ClusterCard::open);
      case CLUSTERS,
          RUN,
          NODE,
          SERVICE,
          PHASE,
          FLUX,
          APPLICATIONS,
          CRDS,
          LOG,
          JOURNAL,
          FINDINGS,
          REPORT,
          PLAN,
          FROM,
          HELP ->
          Acting.cluster(model).flatMap(ClusterCard::open);
    };
  }

  /** What is known of an unfinished run. */
  static Optional<Banner> banner(ScreenModel model, String run) {
    return model.clusters().stream()
        .flatMap(card -> card.banners().stream())
        .filter(banner -> banner.run().equals(run))
        .findFirst();
  }

  private static Optional<ClusterCard> clusterOf(ScreenModel model, String run) {
    return model.clusters().stream()
        .filter(card -> card.runs().stream().anyMatch(each -> each.run().equals(run)))
        .findFirst();
  }

  private static String chosen(ScreenModel model) {
    int at = Rows.cursor(model);
    return at < 0 ? "" : Rows.of(model).get(at);
  }
}
