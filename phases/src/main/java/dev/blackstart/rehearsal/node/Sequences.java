package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.Sequence.Task;
import dev.talos.api.machine.RebootRequest;
import dev.talos.api.machine.RestartEvent;
import java.time.Duration;

/** The sequences of a machine with the phases and tasks Talos 1.12 gives them. */
final class Sequences {
  private static final long RESTART = 0x01234567L;
  private static final long KEXEC = 0x45584543L;

  private Sequences() {}

  static Sequence initialize(Boot boot) {
    Services services = boot.services();
    return new Sequence("initialize")
        .phase("systemRequirements", "enforceKSPPRequirements", Work.NOTHING)
        .phase(
            "earlyServices",
            new Task("startUdevd", services.starting(Plans.udevd())),
            new Task("startMachined", services.starting(Plans.machined())),
            new Task("startAuditd", Work.of(any -> services.start(Plans.auditd()))),
            new Task("startSyslogd", Work.of(any -> services.start(Plans.syslogd()))),
            new Task("startContainerd", services.starting(Plans.containerd())))
        .phase("usb", "waitForUSB", Work.lasting(1, 3))
        .phase("meta", "reloadMeta", Work.NOTHING)
        .phase("dashboard", "startDashboard", Work.of(any -> services.start(Plans.dashboard())))
        .phase("config", "loadConfig", new LoadConfig());
  }

  /** Empty on a machine that is installed, unless an upgrade was staged. */
  static Sequence install(Boot boot) {
    Sequence install = new Sequence("install");
    Media media = boot.node().media();
    if (media.systemDisk.isPresent() && media.staged().isEmpty()) {
      return install;
    }
    return install
        .phase("env", "setUserEnvVars", Work.NOTHING)
        .phase("install", "install", new Install())
        .phase("meta", "reloadMeta", Work.NOTHING)
        .phase("saveMeta", "flushMeta", Work.NOTHING)
        .phase("volumeFinalize", "teardownLifecycle", Work.lasting(0.2, 1))
        .phase("stopEverything", "stopAllServices", stopping(false))
        .phase("kexec", "kexecPrepare", Work.lasting(0.5, 1.5))
        .phase("reboot", "reboot", rebooting(KEXEC));
  }

  static Sequence boot() {
    return new Sequence("boot")
        .phase("memorySizeCheck", "memorySizeCheck", Work.NOTHING)
        .phase("diskSizeCheck", "diskSizeCheck", Work.NOTHING)
        .phase(
            "env",
            new Task("setUserEnvVars", Work.NOTHING),
            new Task("waitForCARoots", Work.lasting(0.1, 0.3)))
        .phase("dbus", "startDBus", Work.NOTHING)
        .phase("ephemeral", "mountEphemeralPartition", Work.lasting(0.5, 2))
        .phase("udevSetup", "writeUdevRules", Work.NOTHING)
        .phase("userDisks", "mountUserDisks", Work.NOTHING)
        .phase("userSetup", "writeUserFiles", Work.NOTHING)
        .phase("startEverything", "startAllServices", new StartAllServices());
  }

  static Sequence reboot(RebootRequest.Mode mode) {
    Sequence reboot = new Sequence("reboot");
    if (mode != RebootRequest.Mode.FORCE) {
      stop(reboot.phase("cleanup", "stopAllPods", Work.lasting(1, 4)), true);
    }
    return reboot.phase(
        "reboot", "reboot", rebooting(mode == RebootRequest.Mode.DEFAULT ? KEXEC : RESTART));
  }

  static Sequence shutdown(Boot boot, boolean force) {
    Sequence shutdown =
        new Sequence("shutdown")
            .phase("storeShutdown", "storeShutdownEmergency", Work.NOTHING)
            .phaseWhen(!force && registers(boot), "drain", "cordonAndDrainNode", Work.lasting(2, 8))
            .phase("cleanup", "stopAllPods", Work.lasting(1, 4));
    return stop(shutdown, false).phase("shutdown", "shutdown", (any, done) -> any.node().goDown());
  }

  static Sequence reset(Boot boot, Wipe wipe) {
    Sequence reset =
        new Sequence("reset")
            .phaseWhen(
                wipe.graceful() && registers(boot),
                "drain",
                "cordonAndDrainNode",
                Work.lasting(2, 8))
            .phase(
                "cleanup", wipe.graceful() ? "removeAllPods" : "stopAllPods", Work.lasting(1, 4));
    reset.phase("dbus", "stopDBus", Work.NOTHING);
    if (wipe.graceful() && boot.isControlPlane()) {
      reset.phase("leave", "leaveEtcd", new LeaveEtcd());
    }
    reset.phase("preReset", "sendResetSignal", Work.NOTHING);
    stopAll(reset, wipe.keepsBoot());
    boolean whole = wipe.labels().isEmpty();
    reset
        .phase("forceCleanup", "forceCleanup", Work.NOTHING)
        .phaseWhen(
            wipe.systemDisk(),
            whole ? "reset" : "resetSpec",
            whole ? "resetSystemDisk" : "resetSystemDiskSpec",
            Work.lasting(1, 4).then(Work.of(wipe::system)))
        .phaseWhen(
            !wipe.userDisks().isEmpty(),
            "resetUserDisks",
            "resetUserDisks",
            Work.lasting(1, 4).then(Work.of(wipe::user)));
    return wipe.reboot()
        ? reset.phase("reboot", "reboot", rebooting(wipe.keepsBoot() ? KEXEC : RESTART))
        : reset.phase("shutdown", "shutdown", (any, done) -> any.node().goDown());
  }

  /** The node of a machine that is none of Kubernetes' cannot be drained. */
  private static boolean registers(Boot boot) {
    return boot.config()
        .map(config -> !config.isTrue("machine.kubelet.skipNodeRegistration"))
        .orElse(false);
  }

  /** The upgrade itself happens at the beginning of the next boot. */
  static Sequence stageUpgrade(boolean kexec) {
    Sequence stage =
        new Sequence("stageUpgrade").phase("cleanup", "stopAllPods", Work.lasting(1, 4));
    return stop(stage, kexec).phase("reboot", "reboot", rebooting(kexec ? KEXEC : RESTART));
  }

  static Sequence upgrade(Boot boot, InstallerImage image, boolean kexec) {
    Sequence upgrade =
        new Sequence("upgrade")
            .phaseWhen(registers(boot), "drain", "cordonAndDrainNode", Work.lasting(2, 8))
            .phase("cleanup", "stopAllPods", Work.lasting(1, 4))
            .phase("dbus", "stopDBus", Work.NOTHING)
            .phase("stopServices", "stopServicesForUpgrade", stopping(true))
            .phase("unmount", "unmountPodMounts", Work.NOTHING)
            .phase("unmountBind", "unmountSystemDiskBindMounts", Work.NOTHING)
            .phase("unmountSystem", "unmountEphemeralPartition", Work.lasting(0.2, 1))
            .phase("volumeFinalize", "teardownLifecycle", Work.lasting(0.2, 1))
            .phase("upgrade", "upgrade", (any, done) -> Install.upgrade(any, image, done))
            .phase("meta", "reloadMeta", Work.NOTHING)
            .phaseWhen(kexec, "kexec", "kexecPrepare", Work.lasting(0.5, 1.5));
    return upgrade
        .phase("stopEverything", "stopAllServices", stopping(false))
        .phase("reboot", "reboot", rebooting(kexec ? KEXEC : RESTART));
  }

  private static Sequence stop(Sequence sequence, boolean kexec) {
    return stopAll(sequence.phase("dbus", "stopDBus", Work.NOTHING), kexec);
  }

  private static Sequence stopAll(Sequence sequence, boolean kexec) {
    return sequence
        .phase("stopServices", "stopServicesForUpgrade", stopping(true))
        .phase("umount", "unmountPodMounts", Work.NOTHING)
        .phase("unmountBind", "unmountSystemDiskBindMounts", Work.NOTHING)
        .phase("unmountSystem", "unmountEphemeralPartition", Work.lasting(0.2, 1))
        .phase("volumeFinalize", "teardownLifecycle", Work.lasting(0.2, 1))
        .phaseWhen(kexec, "kexec", "kexecPrepare", Work.lasting(0.5, 1.5))
        .phase("stopEverything", "stopAllServices", stopping(false));
  }

  /**
   * @param ephemeral only those that need /var, so that the API stays
   */
  private static Work stopping(boolean ephemeral) {
    Work stop =
        Work.of(
            boot -> {
              boot.node().media().etcd.ifPresent(member -> member.stopped());
              boot.services().stop(ephemeral);
            });
    // What was said last must reach those who listen before the API goes.
    return ephemeral
        ? Work.lasting(0.5, 2).then(stop)
        : Work.lasting(Duration.ofSeconds(1)).then(stop);
  }

  private static Work rebooting(long command) {
    return (boot, done) -> {
      boot.say(RestartEvent.newBuilder().setCmd(command).build());
      boot.after(Duration.ofMillis(500), () -> boot.node().restart(command == KEXEC));
    };
  }
}
