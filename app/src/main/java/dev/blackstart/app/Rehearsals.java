package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.files.PrivateFile;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.RunLock;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.phase.Phases;
import dev.blackstart.rehearsal.WorldRecord;
import dev.blackstart.rehearsal.WorldSettings;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.rehearsal.control.LoopbackClaim;
import dev.blackstart.run.Event;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunId;
import dev.blackstart.run.RunStatus;
import dev.blackstart.run.Selection;
import dev.blackstart.run.Verdict;
import dev.blackstart.run.WatchedTime;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs in the rehearsal world: begun, gone on with, ended. */
public final class Rehearsals {
  private final TimeSource wall = new SystemTimeSource();

  /** Option of the verb by which a console begins a rehearsal that it shows. */
  public static final String WHILE_SHOWN = "--keep-while-shown";

  private final Function<Redaction, Consumer<Event>> face;
  private final Leftovers leftovers;
  private final List<String> faults;

  /**
   * @param face where events are shown, made with what must be taken out of them
   */
  public Rehearsals(Function<Redaction, Consumer<Event>> face) {
    this(face, Leftovers.NONE, List.of());
  }

  /**
   * @param leftovers what is on the machines' disks already when a world begins
   * @param faults what goes wrong in it, {@code KIND=WHOM} each
   */
  public Rehearsals(
      Function<Redaction, Consumer<Event>> face, Leftovers leftovers, List<String> faults) {
    this.face = face;
    this.leftovers = leftovers;
    this.faults = List.copyOf(faults);
  }

  /** Begins a run in a new world and drives it to its end; returns the exit code. */
  public int begin(RunOrder order) {
    ClusterSpec spec = order.spec();
    leftovers.requireKnown(spec);
    new RunHistory(order.state()).requireNone(spec.name(), World.Kind.REHEARSAL);
    List<Phase> phases = Phases.of(spec, order.operation());
    Selection.Range range = order.selection().within(phases);
    Instant start = wall.wall();
    RunId run = RunIds.fresh(start);
    Path folder = StateFolder.create(order.state().of(spec.name(), World.Kind.REHEARSAL, run));
    Redaction redaction = new Redaction();
    try (RunLock lock = lock(order.state(), spec, run);
        RunSession session =
            new RunSession(run, spec, World.Kind.REHEARSAL, folder, redaction, face, wall, start)) {
      ClusterSpec machines = StandIn.machines(spec);
      OpenWorld[] open = new OpenWorld[1];
      try (LoopbackClaim claim =
              Loopback.claim(machines.nodes().stream().map(Node::address).toList());
          Interruption interruption = new Interruption(() -> lastWords(session, open))) {
        Loopback loopback = claim.loopback();
        session.begin(order.operation(), phases, order.journalled(loopback.written()));
        WorldRecord world =
            started(session, settings(order, machines, run, folder, loopback), folder);
        claim.close();
        StandIn.bringUp(spec, folder, world, loopback, run);
        open[0] = opened(session, order, folder, world, loopback, redaction);
        return drive(session, open[0], phases, range, Map.of(), order, folder, world, loopback);
      } catch (Failure failure) {
        return session.fail(failure);
      } catch (InterruptedException e) {
        return session.end(Verdict.INTERRUPTED, 0, List.of());
      }
    }
  }

  /** Begins a run in the world another run left standing; returns the exit code. */
  public int beginIn(RunOrder order, RunHistory.Past host) {
    ClusterSpec spec = order.spec();
    new RunHistory(order.state()).requireIdle(spec.name(), World.Kind.REHEARSAL);
    WorldRecord world = host.world().orElseThrow();
    List<Phase> phases = Phases.of(spec, order.operation());
    Selection.Range range = order.selection().within(phases);
    RunId run = RunIds.fresh(wall.wall());
    Path folder = StateFolder.create(order.state().of(spec.name(), World.Kind.REHEARSAL, run));
    Redaction redaction = new Redaction();
    Instant start = Worlds.timeOf(world);
    try (RunLock lock = lock(order.state(), spec, run);
        RunSession session =
            new RunSession(run, spec, World.Kind.REHEARSAL, folder, redaction, face, wall, start)) {
      Loopback loopback = RunOrder.loopback(host.status().options());
      OpenWorld[] open = new OpenWorld[1];
      try (Interruption interruption = new Interruption(() -> lastWords(session, open))) {
        copyKubeconfig(host.found().folder(), folder);
        open[0] = opened(session, order, folder, world, loopback, redaction);
        session.use(open[0].world().time());
        session.begin(order.operation(), phases, order.journalled(loopback.written()));
        return drive(session, open[0], phases, range, Map.of(), order, folder, world, loopback);
      } catch (Failure failure) {
        return session.fail(failure);
      }
    }
  }

  /** The cluster the world has already, when it has one. */
  private static void copyKubeconfig(Path from, Path to) {
    Path known = from.resolve(Worlds.KUBECONFIG);
    if (Files.isRegularFile(known)) {
      try {
        PrivateFile.write(to.resolve(Worlds.KUBECONFIG), Files.readString(known));
      } catch (IOException e) {
        throw new Failure(
            Failure.Kind.INPUT,
            "cannot copy " + known + ": " + e.getMessage(),
            "check the state folder",
            e);
      }
    }
  }

  /** Goes on with a run whose world stands; returns the exit code. */
  public int resume(RunOrder order, RunHistory.Past past) {
    ClusterSpec spec = order.spec();
    RunStatus status = past.status();
    WorldRecord world =
        past.world()
            .orElseThrow(
                () ->
                    new Refusal(
                        3,
                        "the world of run " + past.found().run() + " has gone",
                        "start anew: blackstart rehearse --cluster " + spec.name()));
    List<Phase> phases = Phases.of(spec, order.operation());
    Selection.Range range = order.selection().within(phases);
    Path folder = past.found().folder();
    Redaction redaction = new Redaction();
    try (RunLock lock = lock(order.state(), spec, past.found().run());
        RunSession session =
            new RunSession(
                past.found().run(),
                spec,
                World.Kind.REHEARSAL,
                folder,
                redaction,
                face,
                wall,
                status.worldStart())) {
      OpenWorld[] open = new OpenWorld[1];
      Loopback loopback = RunOrder.loopback(status.options());
      try (Interruption interruption = new Interruption(() -> lastWords(session, open))) {
        open[0] = opened(session, order, folder, world, loopback, redaction);
        session.use(open[0].world().time());
        session.resume(order.operation(), phases, status.granted(), order.resumed());
        return drive(
            session, open[0], phases, range, status.inputs(), order, folder, world, loopback);
      } catch (Failure failure) {
        return session.fail(failure);
      }
    }
  }

  private WorldRecord started(RunSession session, WorldSettings settings, Path folder)
      throws InterruptedException {
    TimeSource watched = new WatchedTime(wall, session.work());
    try (TimeSource.Work work = watched.working("starts the rehearsal's world")) {
      return WorldStarter.start(settings, folder);
    }
  }

  private static OpenWorld opened(
      RunSession session,
      RunOrder order,
      Path folder,
      WorldRecord world,
      Loopback loopback,
      Redaction redaction) {
    return Worlds.rehearsal(
        order.spec(), folder, world, loopback, order.charts(), redaction, session.work(), true);
  }

  private int drive(
      RunSession session,
      OpenWorld open,
      List<Phase> phases,
      Selection.Range range,
      Map<PhaseId, String> known,
      RunOrder order,
      Path folder,
      WorldRecord world,
      Loopback loopback) {
    session.use(open.world().time());
    order.consent().into(open.world().ledger());
    int exit = session.drive(open, phases, range, known);
    boolean refused = exit == 3;
    boolean guest = order.host().isPresent();
    boolean stands = guest || exit == 130 || (order.keep() != Keep.NO && !refused);
    if (stands) {
      tellWhereItStands(session, order, open, folder, world, loopback);
    }
    open.close();
    if (!stands) {
      WorldStarter.stop(world);
      clear(folder);
    }
    return exit;
  }

  private static void tellWhereItStands(
      RunSession session,
      RunOrder order,
      OpenWorld open,
      Path folder,
      WorldRecord world,
      Loopback loopback) {
    Path talosconfig = folder.resolve("talosconfig");
    boolean machines = order.spec().hasMachines();
    if (machines) {
      Talosconfigs.write(order.spec(), open.world(), loopback, talosconfig);
    }
    session.tell(
        stamp ->
            new Event.WorldStands(
                stamp,
                folder.resolve(Worlds.KUBECONFIG).toString(),
                machines ? talosconfig.toString() : "",
                "blackstart rehearse --stop " + world.run()));
  }

  /** Credentials of a world that has gone open nothing any more; they need not lie about. */
  static void clear(Path folder) {
    for (String name : List.of(Worlds.KUBECONFIG, "talosconfig", WorldRecord.NAME)) {
      try {
        Files.deleteIfExists(folder.resolve(name));
      } catch (IOException e) {
        // It stays readable by its owner only.
      }
    }
  }

  private static void lastWords(RunSession session, OpenWorld[] open) {
    session.end(Verdict.INTERRUPTED, 0, List.of());
    if (open[0] != null) {
      open[0].close();
    }
  }

  private static RunLock lock(StateFolder state, ClusterSpec spec, RunId run) {
    Path folder = StateFolder.create(state.of(spec.name(), World.Kind.REHEARSAL));
    return Locks.take(folder, run);
  }

  private WorldSettings settings(
      RunOrder order, ClusterSpec machines, RunId run, Path folder, Loopback loopback) {
    byte[] token = new byte[16];
    new SecureRandom().nextBytes(token);
    return new WorldSettings(
        run.name(),
        order.spec().name(),
        machines.nodes().stream().map(node -> leftovers.machine(machines, node)).toList(),
        order.spec().repository().toString(),
        order.charts().stream().map(Path::toString).toList(),
        order.controlPlane(),
        order.speed(),
        folder.toString(),
        loopback.written(),
        faults,
        HexFormat.of().formatHex(token));
  }
}
