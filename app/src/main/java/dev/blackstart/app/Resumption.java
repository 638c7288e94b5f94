package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.StateFolder;
import dev.blackstart.phase.Consent;
import dev.blackstart.phase.Operation;
import dev.blackstart.run.Event;
import dev.blackstart.run.RunStatus;
import dev.blackstart.run.Selection;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Chooses the run to go on with and goes on with what its journal names. */
public final class Resumption {
  private final StateFolder state;
  private final RunHistory history;
  private final Function<Redaction, Consumer<Event>> face;
  private final InTurn.Told told;

  /**
   * @param told shows how it goes on with the clusters that come after this one
   */
  public Resumption(
      StateFolder state, Function<Redaction, Consumer<Event>> face, InTurn.Told told) {
    this.state = state;
    this.history = new RunHistory(state);
    this.face = face;
    this.told = told;
  }

  /**
   * What the operator asked for.
   *
   * @param run absent for the only one there is
   * @param allowExec whether programs may run although the run was begun without that leave
   * @param consent what the operator allows by word, for the nodes of the run
   */
  public record Wish(
      Optional<String> run,
      Optional<Path> repository,
      Optional<String> cluster,
      List<Path> charts,
      ConfigPatches patches,
      Selection selection,
      Optional<Double> speed,
      boolean keep,
      boolean allowExec,
      Function<ClusterSpec, Consent> consent) {}

  /** Goes on; returns the exit code. */
  public int go(Wish wish) {
    Optional<RunHistory.Past> chosen = chosen(wish);
    if (chosen.isEmpty()) {
      Optional<RunHistory.Past> between = last(wish).filter(InTurn::isLeftBetween);
      return wish.run().isEmpty() && between.isPresent()
          ? others(wish, between.get(), 0)
          : nothingUnfinished(wish);
    }
    RunHistory.Past past = chosen.get();
    past.requireIdle();
    requireSame(wish, past);
    requireWorld(past);
    OperatorFiles.Chosen files = OperatorFiles.again(past, allowExec(wish, past));
    RunOrder order = order(wish, past, files, wish.selection(), wish.consent().apply(files.spec()));
    int exit =
        switch (past.status().world()) {
          case LIVE -> new LiveRuns(face).resume(order, past);
          case REHEARSAL -> new Rehearsals(face).resume(order, past);
        };
    return order.turn().several() ? others(wish, past, exit) : exit;
  }

  /** Those that come after it in its turn, with what it was begun with. */
  private int others(Wish wish, RunHistory.Past past, int exit) {
    return new InTurn(state, Turn.of(past.status().options()), told)
        .goOn(past.found().cluster(), exit, cluster -> begin(wish, past, cluster));
  }

  private int begin(Wish wish, RunHistory.Past like, String cluster) {
    OperatorFiles.Chosen files = OperatorFiles.next(like, cluster, allowExec(wish, like));
    RunOrder order = order(wish, like, files, wish.selection(), Consent.NONE);
    return switch (like.status().world()) {
      case LIVE -> new LiveRuns(face).begin(order);
      case REHEARSAL -> new Rehearsals(face).begin(order);
    };
  }

  private static boolean allowExec(Wish wish, RunHistory.Past past) {
    return wish.allowExec() || RunOrder.allowExec(past.status().options());
  }

  private RunOrder order(
      Wish wish,
      RunHistory.Past past,
      OperatorFiles.Chosen files,
      Selection selection,
      Consent consent) {
    Map<String, String> options = past.status().options();
    return new RunOrder(
        files.spec(),
        past.status().world(),
        Operation.of(options),
        Optional.ofNullable(options.get(RunOrder.IN_WORLD_OF)),
        state,
        selection,
        files.charts(),
        RunOrder.patches(options),
        options.getOrDefault("control-plane", ""),
        wish.speed().orElse(Double.parseDouble(options.getOrDefault("speed", "1"))),
        wish.keep() ? Keep.YES : Keep.of(options),
        allowExec(wish, past),
        consent,
        Turn.of(options));
  }

  private Optional<RunHistory.Past> chosen(Wish wish) {
    if (wish.run().isPresent()) {
      String name = wish.run().get();
      RunHistory.Past past =
          history
              .run(name)
              .orElseThrow(
                  () -> new Refusal(2, "no run is called " + name, "see: blackstart runs"));
      return past.status().unfinished() ? Optional.of(past) : Optional.empty();
    }
    List<RunHistory.Past> unfinished = unfinished(wish);
    List<RunHistory.Past> reachable =
        unfinished.stream().filter(RunHistory.Past::resumable).toList();
    if (reachable.size() > 1) {
      throw new Refusal(
          2,
          "several runs are unfinished: "
              + String.join(
                  ", ", reachable.stream().map(past -> past.found().run().name()).toList()),
          "choose one: blackstart resume RUN");
    }
    return reachable.isEmpty() ? lostNewest(wish, unfinished) : Optional.of(reachable.getFirst());
  }

  private List<RunHistory.Past> unfinished(Wish wish) {
    return history.all().stream()
        .filter(past -> wish.cluster().map(past.found().cluster()::equals).orElse(true))
        .filter(past -> past.status().unfinished())
        .toList();
  }

  /** A rehearsal whose world has gone is told of only when nothing came after it. */
  private Optional<RunHistory.Past> lostNewest(Wish wish, List<RunHistory.Past> unfinished) {
    return last(wish).filter(unfinished::contains);
  }

  private Optional<RunHistory.Past> last(Wish wish) {
    return history.all().stream()
        .filter(past -> wish.cluster().map(past.found().cluster()::equals).orElse(true))
        .reduce((older, newer) -> newer);
  }

  private int nothingUnfinished(Wish wish) {
    Optional<RunHistory.Past> last = wish.run().flatMap(history::run).or(() -> last(wish));
    Event.RunEnded ended =
        last.flatMap(past -> past.status().ended())
            .orElseThrow(
                () ->
                    new Refusal(2, "there is no run to resume", "begin one: blackstart rehearse"));
    last.flatMap(past -> past.status().givenUp())
        .ifPresent(
            by -> {
              throw new Refusal(
                  2,
                  "run " + ended.stamp().run() + " was given up by " + by,
                  "see: blackstart runs");
            });
    face.apply(new Redaction()).accept(ended);
    return ended.exit();
  }

  private static void requireSame(Wish wish, RunHistory.Past past) {
    RunStatus status = past.status();
    Path repository = Path.of(status.options().getOrDefault("repository", ""));
    boolean otherRepository =
        wish.repository()
            .map(given -> !given.toAbsolutePath().normalize().equals(repository))
            .orElse(false);
    boolean otherCluster =
        wish.cluster().map(given -> !given.equals(past.found().cluster())).orElse(false);
    List<String> patches = wish.patches().written();
    boolean otherPatches =
        !patches.isEmpty() && !patches.equals(RunOrder.patches(status.options()));
    if (otherRepository || otherCluster || otherPatches) {
      String what =
          otherRepository ? "repository" : otherCluster ? "cluster" : "machine config patch";
      throw new Refusal(
          2,
          "run " + past.found().run() + " was begun with another " + what,
          "resume it without that option; its journal names what it was begun with");
    }
  }

  private static void requireWorld(RunHistory.Past past) {
    if (past.status().world() == World.Kind.REHEARSAL && past.world().isEmpty()) {
      throw new Refusal(
          3,
          "the world of run " + past.found().run() + " has gone",
          "start anew: blackstart rehearse --cluster " + past.found().cluster());
    }
  }
}
