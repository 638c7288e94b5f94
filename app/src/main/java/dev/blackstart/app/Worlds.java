package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.CrdFiles;
import dev.blackstart.files.FileLedger;
import dev.blackstart.files.HookPrograms;
import dev.blackstart.files.OpSecretStore;
import dev.blackstart.files.OperatorKeys;
import dev.blackstart.files.RedactingSecretStore;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.RepositoryManifests;
import dev.blackstart.files.SealedTexts;
import dev.blackstart.files.SopsProgram;
import dev.blackstart.files.SystemPrograms;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.jhelm.HelmSettings;
import dev.blackstart.jhelm.JHelmCharts;
import dev.blackstart.jhelm.remote.RemoteFiles;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.phase.Phases;
import dev.blackstart.rehearsal.WorldRecord;
import dev.blackstart.rehearsal.control.ControlConnection;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.rehearsal.control.WorldSecrets;
import dev.blackstart.rehearsal.control.WorldTime;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.WatchedTime;
import dev.blackstart.run.WorkInHand;
import dev.blackstart.talos.Dialer;
import dev.blackstart.talos.GrpcDiagnostics;
import dev.blackstart.talos.GrpcMachines;
import dev.blackstart.talos.GrpcOperations;
import dev.blackstart.world.Charts;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.Manifests;
import dev.blackstart.world.Programs;
import dev.blackstart.world.SecretStore;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Builds worlds out of adapters; nobody else does. */
final class Worlds {
  /** File of a run's folder that holds the admin kubeconfig. */
  static final String KUBECONFIG = "kubeconfig";

  /** Folder of a run's folder in which its Helm works. */
  private static final String HELM = "helm";

  /** Kubernetes version charts are told while there is no cluster to ask. */
  static final String KUBERNETES = "v1.35.0";

  private static final Duration HOOKS = Duration.ofMinutes(5);

  private Worlds() {}

  /**
   * A rehearsal world, from the operator's side.
   *
   * @param work told what our own side works on
   * @param driver whether our waits set its speed
   */
  static OpenWorld rehearsal(
      ClusterSpec spec,
      Path folder,
      WorldRecord record,
      Loopback loopback,
      List<Path> charts,
      Redaction redaction,
      WorkInHand work,
      boolean driver) {
    ControlConnection control = connect(record, driver);
    return open(
        spec,
        folder,
        charts,
        redaction,
        new Parts(
            World.Kind.REHEARSAL,
            new WatchedTime(new WorldTime(control), work),
            new WorldSecrets(control),
            loopback::at,
            Duration.ofMillis(250),
            folder.resolve(KUBECONFIG),
            driver ? folder.resolve(HELM) : LookFolder.create(),
            false,
            control));
  }

  /**
   * The live world, to be driven by a run.
   *
   * @param work told what our own side works on
   */
  static OpenWorld live(
      ClusterSpec spec, Path folder, List<Path> charts, Redaction redaction, WorkInHand work) {
    Path kubeconfig = folder.resolve(KUBECONFIG);
    AdoptedAccess.copy(spec, kubeconfig);
    return live(spec, folder, kubeconfig, folder.resolve(HELM), charts, redaction, work, true);
  }

  /**
   * The live world, to be looked at beside whoever drives it.
   *
   * @param run folder of the run whose kubeconfig and locks are used; absent when there is none
   * @param network whether charts that no mirror has may be fetched
   */
  static OpenWorld look(
      ClusterSpec spec,
      Optional<Path> run,
      List<Path> charts,
      Redaction redaction,
      boolean network) {
    Path own = LookFolder.create();
    Path folder = run.orElse(own);
    Path named = own.resolve(KUBECONFIG);
    Path kubeconfig = AdoptedAccess.copy(spec, named) ? named : folder.resolve(KUBECONFIG);
    return live(spec, folder, kubeconfig, own, charts, redaction, new WorkInHand(), network);
  }

  private static OpenWorld live(
      ClusterSpec spec,
      Path folder,
      Path kubeconfig,
      Path helm,
      List<Path> charts,
      Redaction redaction,
      WorkInHand work,
      boolean network) {
    Fanout fanout = new Fanout();
    TimeSource time = new WatchedTime(new SystemTimeSource(), work);
    return open(
        spec,
        folder,
        charts,
        redaction,
        new Parts(
            World.Kind.LIVE,
            time,
            new OpSecretStore("op", task -> fanout.background(task), time),
            Dialer.direct(),
            Duration.ofSeconds(3),
            kubeconfig,
            helm,
            network,
            fanout));
  }

  /**
   * Charts for the world process, whose Flux installs them.
   *
   * @param time told when Helm works
   */
  static Charts chartsForFlux(
      List<Path> mirrors, Path repository, Path work, Path kubeconfig, TimeSource time) {
    KubeApi kube = new Fabric8KubeApi(kubeconfig, new SystemTimeSource(), new Fanout());
    return new JHelmCharts(
        new HelmSettings(
            mirrors, false, repository, kubeconfig, work, KUBERNETES, HOOKS, HelmSettings.FLUX),
        kube,
        time,
        Kept.of(new Redaction()));
  }

  /**
   * What differs between the two worlds.
   *
   * @param longestPause wall time between two looks at a node that does not answer
   * @param kubeconfig the file that holds the admin kubeconfig, now or later
   * @param helm where Helm works, and charts that are fetched lie; removed at the end
   * @param also closed last
   */
  private record Parts(
      World.Kind kind,
      TimeSource time,
      SecretStore secrets,
      Dialer dialer,
      Duration longestPause,
      Path kubeconfig,
      Path helm,
      boolean network,
      AutoCloseable also) {}

  private static OpenWorld open(
      ClusterSpec spec, Path folder, List<Path> charts, Redaction redaction, Parts parts) {
    Fanout fanout = new Fanout();
    SecretStore secrets = new RedactingSecretStore(parts.secrets(), redaction);
    Path kubeconfig = parts.kubeconfig();
    Programs programs = new SystemPrograms(task -> fanout.background(task), HOOKS);
    Manifests manifests =
        new RepositoryManifests(
            spec,
            secrets,
            sealed(spec, parts.kind(), redaction, fanout),
            new CrdFiles(
                spec.repository(),
                charts,
                Optional.of(parts.time())
                    .filter(time -> parts.network())
                    .map(time -> new RemoteFiles(time, System.getenv()))),
            parts.time(),
            Optional.of(new HookPrograms(programs, kubeconfig)).filter(allowed -> mayExec(spec)));
    KubeApi kube = new Fabric8KubeApi(kubeconfig, parts.time(), fanout);
    GrpcMachines machines =
        new GrpcMachines(
            spec.nodes(),
            parts.dialer(),
            manifests::talosCredentials,
            parts.time(),
            fanout,
            parts.longestPause());
    Charts helm =
        new JHelmCharts(
            new HelmSettings(
                charts,
                parts.network(),
                spec.repository(),
                kubeconfig,
                parts.helm(),
                KUBERNETES,
                HOOKS,
                spec.flux().isPresent() ? HelmSettings.FLUX : "helm"),
            kube,
            parts.time(),
            Kept.of(redaction));
    World world =
        new World(
            parts.kind(),
            machines,
            new GrpcOperations(machines),
            kube,
            helm,
            manifests,
            secrets,
            switch (parts.kind()) {
              case LIVE -> FileLedger.following(folder, Phases::outlivesItsRun);
              case REHEARSAL -> new FileLedger(folder);
            },
            parts.time());
    AutoCloseable sweep = () -> WorldFolder.remove(parts.helm());
    return new OpenWorld(
        world,
        new GrpcDiagnostics(machines),
        fanout,
        List.of(helm, sweep, machines, kube, parts.also()));
  }

  /** Whether the repository was read with the leave to run programs, so that none is refused. */
  private static boolean mayExec(ClusterSpec spec) {
    return spec.findings().stream()
        .noneMatch(finding -> finding.id().equals(FindingKind.HOOK_NOT_ALLOWED.id()));
  }

  /** A rehearsal starts no sops, which might ask a cloud; what it cannot open it makes up. */
  static SealedTexts sealed(ClusterSpec spec, World.Kind kind, Redaction redaction, Fanout fanout) {
    OperatorKeys keys = new OperatorKeys(System.getenv(), spec.repository());
    return switch (kind) {
      case LIVE ->
          SealedTexts.opened(
              keys,
              new SopsProgram("sops", spec.repository(), keys, task -> fanout.background(task)),
              redaction);
      case REHEARSAL -> SealedTexts.openedOrMadeUp(keys, redaction);
    };
  }

  /** What time it is in a world that stands. */
  static Instant timeOf(WorldRecord record) {
    try (ControlConnection control = connect(record, false)) {
      return new WorldTime(control).now();
    }
  }

  private static ControlConnection connect(WorldRecord record, boolean driver) {
    try {
      return new ControlConnection(record.port(), record.token(), driver);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "the world of run " + record.run() + " does not answer",
          "end it and start anew: blackstart rehearse --stop " + record.run(),
          e);
    }
  }
}
