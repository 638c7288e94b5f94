package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.WorkInHand;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeDiagnostics;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The world of a run, opened to look at beside whatever drives it. Never sets a rehearsal's speed,
 * except under {@link Acting}, which also is the only one to act through it. Closing it leaves the
 * world as it is.
 */
public final class Inspection implements AutoCloseable {
  private final ClusterSpec spec;
  private final OpenWorld open;

  private Inspection(ClusterSpec spec, OpenWorld open) {
    this.spec = spec;
    this.open = open;
  }

  /**
   * Reads the repository as the run was given it, and opens its world.
   *
   * @throws Failure UNREACHABLE when the world of a rehearsal has gone
   */
  public static Inspection of(RunHistory.Past past) {
    return of(past, false);
  }

  /**
   * @param driver whether waits set the speed of a rehearsal
   */
  static Inspection of(RunHistory.Past past, boolean driver) {
    Map<String, String> options = past.status().options();
    if (past.status().world() == World.Kind.REHEARSAL && past.world().isEmpty()) {
      throw gone(past);
    }
    OperatorFiles.Chosen chosen = OperatorFiles.again(past, RunOrder.allowExec(options));
    ClusterSpec spec = chosen.spec();
    return switch (past.status().world()) {
      case LIVE -> live(spec, Optional.of(past.found()), chosen.charts());
      case REHEARSAL ->
          new Inspection(
              spec,
              Worlds.rehearsal(
                  spec,
                  past.found().folder(),
                  past.world().orElseThrow(),
                  RunOrder.loopback(options),
                  chosen.charts(),
                  new Redaction(),
                  new WorkInHand(),
                  driver));
    };
  }

  /**
   * The world of a cluster's last run: the rehearsal that still stands, else the live one.
   *
   * @throws Refusal 3 when neither is there: the bundled example has no machines
   */
  public static Inspection last(StateFolder state, OperatorFiles files) {
    OperatorFiles.Chosen chosen = files.orExample();
    Optional<RunHistory.Past> last =
        new RunHistory(state).of(chosen.spec().name()).stream().reduce((older, newer) -> newer);
    if (last.flatMap(RunHistory.Past::world).isPresent()) {
      return of(last.get());
    }
    if (chosen.bundled()) {
      throw new Refusal(
          3,
          "the bundled example has no machines, and no rehearsal of "
              + chosen.spec().name()
              + " stands",
          "rehearse it and keep its world: blackstart rehearse --keep");
    }
    OperatorFiles.Chosen begun = last.map(files::asIn).orElse(files).orExample();
    return live(begun.spec(), last.map(RunHistory.Past::found), begun.charts());
  }

  /**
   * The rehearsal that stands for a cluster, whatever its last run was.
   *
   * @throws Refusal 3 when none does
   */
  public static Inspection rehearsal(StateFolder state, OperatorFiles files) {
    String cluster = files.withGeneratedSecrets().orExample().spec().name();
    return of(StandingWorlds.of(state, cluster));
  }

  /** The live world of a cluster, with the kubeconfig of the run when there was one. */
  public static Inspection live(
      ClusterSpec spec, Optional<StateFolder.Found> run, List<Path> charts) {
    Optional<Path> folder = run.map(StateFolder.Found::folder);
    return new Inspection(spec, Worlds.look(spec, folder, charts, new Redaction(), true));
  }

  public ClusterSpec spec() {
    return spec;
  }

  /**
   * The node of that name or address.
   *
   * @throws Refusal 2 with the names there are
   */
  public Node node(String called) {
    return spec.nodes().stream()
        .filter(node -> node.name().equals(called) || node.address().equals(called))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    2,
                    "cluster " + spec.name() + " has no node " + called,
                    "one of: "
                        + spec.nodes().stream().map(Node::name).collect(Collectors.joining(", "))));
  }

  public World world() {
    return open.world();
  }

  /** For what goes on beside the one who looks; ends when this is closed. */
  public Fanout fanout() {
    return open.fanout();
  }

  /** What the nodes of the world tell of themselves. */
  public NodeDiagnostics diagnostics() {
    return open.diagnostics();
  }

  @Override
  public void close() {
    open.close();
  }

  /** A run that has not ended may have been killed, or its world is just being made. */
  private static Failure gone(RunHistory.Past past) {
    String world = "the world of run " + past.found().run();
    return past.status().ended().isEmpty()
        ? new Failure(
            Failure.Kind.UNREACHABLE,
            world + " does not stand yet, or was killed, so it cannot be asked",
            "wait until it stands")
        : new Failure(
            Failure.Kind.UNREACHABLE,
            world + " has gone, so it cannot be asked",
            "keep the next one: blackstart rehearse --keep");
  }
}
