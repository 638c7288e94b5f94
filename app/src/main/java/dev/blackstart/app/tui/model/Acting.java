package dev.blackstart.app.tui.model;

import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the operator can have done, and why not when not. */
final class Acting {
  private static final Duration MORE = Duration.ofMinutes(5);

  /** Exit code of a run that was refused before it touched anything: there is nothing to resume. */
  private static final int REFUSED = 3;

  private Acting() {}

  static Optional<String> cannotStart(ScreenModel model) {
    if (model.readonly()) {
      return Optional.of("this console only looks (--readonly)");
    }
    if (model.home().bundled()) {
      return Optional.of("the bundled example has no machines; d rehearses it");
    }
    return cluster(model)
        .map(card -> refusal(card, World.Kind.LIVE))
        .orElse(Optional.of("there is no cluster here"));
  }

  static Optional<String> cannotRehearse(ScreenModel model) {
    if (model.readonly()) {
      return Optional.of("this console only looks (--readonly)");
    }
    return cluster(model)
        .map(card -> refusal(card, World.Kind.REHEARSAL))
        .orElse(Optional.of("there is no cluster here"));
  }

  private static Optional<String> refusal(ClusterCard card, World.Kind kind) {
    if (card.errors() > 0) {
      return Optional.of(
          "the repository has "
              + (card.errors() == 1 ? "an error" : card.errors() + " errors")
              + "; Enter shows");
    }
    return card.runs().stream()
        .filter(run -> run.world() == kind && (run.runs() || run.resumable()))
        .findFirst()
        .map(run -> "run " + run.run() + " is unfinished; r goes on with it");
  }

  /** What touches disks begins in the line where it can be read before it is done. */
  static Next typeBootstrap(ScreenModel model) {
    String line = "bootstrap " + cluster(model).orElseThrow().name();
    return Next.of(Moving.typing(model, Typing.Purpose.COMMAND, line));
  }

  static Next askBootstrap(ScreenModel model, List<String> allowed) {
    ClusterCard card = cluster(model).orElseThrow();
    List<String> said = new ArrayList<>();
    said.add(card.controlPlanes() + " control planes and " + card.workers() + " workers,");
    said.add(card.phases().size() + " phases. Disks will be written to.");
    said.addAll(Allowing.said(allowed));
    said.add("Type the cluster's name to go on.");
    Dialog question =
        Dialog.asking(
                "bootstrap " + card.name() + " on its real machines?",
                said,
                Dialog.Choice.cancel("cancel"),
                Dialog.Choice.of(
                    "bootstrap", new Intent.Start(card.name(), World.Kind.LIVE, allowed)))
            .guardedBy(card.name());
    return Next.of(model.asking(question));
  }

  static Next rehearse(ScreenModel model) {
    return rehearse(model, List.of());
  }

  static Next rehearse(ScreenModel model, List<String> allowed) {
    ClusterCard card = cluster(model).orElseThrow();
    return Next.of(model, new Intent.Start(card.name(), World.Kind.REHEARSAL, allowed));
  }

  static Optional<String> cannotOrder(ScreenModel model) {
    if (model.readonly()) {
      return Optional.of("this console only looks (--readonly)");
    }
    if (model.run().isEmpty()) {
      return Optional.of("no run is in view");
    }
    if (model.run().get().ended().isPresent() || model.vanished().isPresent()) {
      return Optional.of("the run is over");
    }
    return model.commander() ? Optional.empty() : Optional.of("another console commands this run");
  }

  static Next moreTime(ScreenModel model) {
    return moreTime(model, MORE);
  }

  static Next moreTime(ScreenModel model, Duration more) {
    return model
        .run()
        .flatMap(RunPicture::current)
        .map(phase -> Next.of(model, new Intent.MoreTime(phase.id(), more)))
        .orElseGet(() -> Next.of(model.told("no phase is running", true)));
  }

  static Optional<String> cannotRetry(ScreenModel model) {
    if (model.readonly()) {
      return Optional.of("this console only looks (--readonly)");
    }
    if (model.run().isEmpty()) {
      return Optional.of("no run is in view");
    }
    RunPicture run = model.run().get();
    if (run.ended().isEmpty() && model.vanished().isEmpty()) {
      return Optional.of("the run is under way");
    }
    boolean held = run.phases().values().stream().allMatch(row -> row.status().holds());
    return held ? Optional.of("every phase holds") : Optional.empty();
  }

  static Next retry(ScreenModel model) {
    RunPicture run = model.run().orElseThrow();
    boolean refused = run.ended().filter(end -> end.exit() == REFUSED).isPresent();
    if (!refused && !isGone(run)) {
      return Next.of(model, new Intent.Resume(run.run().name()));
    }
    return switch (run.world()) {
      case REHEARSAL -> Next.of(model, new Intent.Again(run.cluster(), run.world()));
      case LIVE ->
          Next.of(Moving.typing(model, Typing.Purpose.COMMAND, "bootstrap " + run.cluster()));
    };
  }

  /** Whether a rehearsal's world has ended with it; one that was interrupted stands. */
  private static boolean isGone(RunPicture run) {
    return run.world() == World.Kind.REHEARSAL
        && run.standing().isEmpty()
        && run.ended().filter(end -> end.outcome() == Event.Outcome.FAILED).isPresent();
  }

  /** Leaves at once when nothing is under way, asks else. */
  static Next leave(ScreenModel model) {
    boolean underWay =
        model.run().filter(run -> run.ended().isEmpty()).isPresent() && model.vanished().isEmpty();
    if (!underWay) {
      return model.pages().size() > 1 && model.run().isEmpty()
          ? Next.of(model.back())
          : Next.of(model.edit().leaving().done(), new Intent.Leave());
    }
    List<Dialog.Choice> choices = new ArrayList<>();
    choices.add(Dialog.Choice.cancel("stay"));
    choices.add(Dialog.Choice.of("detach: the run goes on", new Intent.Leave()));
    if (model.commander() && !model.readonly()) {
      choices.add(Dialog.Choice.of("pause after this phase", new Intent.Pause()));
      choices.add(Dialog.Choice.of("abort now, state saved", new Intent.Abort()));
    }
    RunPicture run = model.run().orElseThrow();
    String doing =
        run.current()
            .filter(row -> row.status() == PhaseStatus.RUNNING)
            .map(row -> row.id().name() + " is under way")
            .orElse("between two phases");
    return Next.of(
        model.asking(
            Dialog.asking(
                "leave run " + run.run().name() + "?",
                List.of(doing),
                choices.toArray(Dialog.Choice[]::new))));
  }

  static Optional<ClusterCard> cluster(ScreenModel model) {
    String name = chosen(model);
    return model.clusters().stream().filter(card -> card.name().equals(name)).findFirst();
  }

  private static String chosen(ScreenModel model) {
    int at = Rows.cursor(model);
    return at < 0 ? "" : Rows.of(model).get(at);
  }
}
