package dev.blackstart.app;

import dev.blackstart.files.PrivateFile;
import dev.blackstart.rehearsal.RehearsalWorld;
import dev.blackstart.rehearsal.WorldRecord;
import dev.blackstart.rehearsal.WorldSettings;
import dev.blackstart.rehearsal.control.ControlServer;
import dev.blackstart.rehearsal.control.HeldTimeSource;
import dev.blackstart.rehearsal.control.LoopbackClaim;
import dev.blackstart.rehearsal.control.WorldClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.LogManager;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The process a rehearsal world lives in. Its settings come by standard input; what it says goes to
 * its log. A terminal's interrupt or hang-up is meant for the operator's process, not for the
 * world.
 */
public final class WorldProcess {
  private WorldProcess() {}

  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset();
    TlsPreference.apply();
    for (String name : new String[] {"INT", "HUP"}) {
      Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
    }
    WorldSettings settings = WorldSettings.read(System.in.readAllBytes());
    Path folder = Path.of(settings.folder());
    Path work = WorldFolder.create(folder);
    List<Path> mirrors = settings.charts().stream().map(Path::of).toList();
    Path repository = Path.of(settings.repository());
    try (WorldClock clock = new WorldClock();
        RehearsalWorld world =
            new RehearsalWorld(
                settings.in(work),
                clock,
                kubeconfig ->
                    Worlds.chartsForFlux(
                        mirrors,
                        repository,
                        work.resolve("helm"),
                        kubeconfig,
                        new HeldTimeSource(clock)),
                WorldProcess::say);
        ControlServer control =
            new ControlServer(clock, settings.token(), settings.speed(), world)) {
      world.awaitMachines();
      PrivateFile.write(
          folder.resolve(WorldRecord.NAME),
          new WorldRecord(
                  settings.run(),
                  settings.cluster(),
                  ProcessHandle.current().pid(),
                  control.port(),
                  settings.token())
              .json());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> WorldFolder.remove(work)));
      try (LoopbackClaim places =
          LoopbackClaim.takenOver(settings.loopback(), Duration.ofSeconds(30))) {
        world.awaitEnd();
      }
    } finally {
      WorldFolder.remove(work);
    }
    System.exit(0);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
