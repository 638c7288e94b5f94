package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import dev.talos.api.machine.CPUFreqStats;
import dev.talos.api.machine.CPUFreqStatsResponse;
import dev.talos.api.machine.CPUInfo;
import dev.talos.api.machine.CPUInfoResponse;
import dev.talos.api.machine.CPUStat;
import dev.talos.api.machine.CPUsFreqStats;
import dev.talos.api.machine.CPUsInfo;
import dev.talos.api.machine.DiskStat;
import dev.talos.api.machine.DiskStats;
import dev.talos.api.machine.DiskStatsResponse;
import dev.talos.api.machine.FeaturesInfo;
import dev.talos.api.machine.LoadAvg;
import dev.talos.api.machine.LoadAvgResponse;
import dev.talos.api.machine.MemInfo;
import dev.talos.api.machine.Memory;
import dev.talos.api.machine.MemoryResponse;
import dev.talos.api.machine.NetDev;
import dev.talos.api.machine.NetworkDeviceStats;
import dev.talos.api.machine.NetworkDeviceStatsResponse;
import dev.talos.api.machine.PlatformInfo;
import dev.talos.api.machine.SoftIRQStat;
import dev.talos.api.machine.SystemStat;
import dev.talos.api.machine.SystemStatResponse;
import dev.talos.api.machine.Version;
import dev.talos.api.machine.VersionInfo;
import dev.talos.api.machine.VersionResponse;
import java.util.Collections;

/**
 * Numbers a machine shows of itself: its size from its hardware, its load from how long it runs and
 * how many services it has.
 */
final class Gauges {
  private static final double IDLE = 0.93;

  private final Boot boot;
  private final Hardware hardware;

  Gauges(Boot boot) {
    this.boot = boot;
    this.hardware = boot.node().hardware();
  }

  VersionResponse version() {
    return VersionResponse.newBuilder()
        .addMessages(
            Version.newBuilder()
                .setVersion(
                    VersionInfo.newBuilder()
                        .setTag(boot.node().media().version())
                        .setSha("rehearsal")
                        .setGoVersion("go1.25.5")
                        .setOs("linux")
                        .setArch("amd64"))
                .setPlatform(PlatformInfo.newBuilder().setName("metal").setMode("metal"))
                .setFeatures(FeaturesInfo.newBuilder().setRbac(true)))
        .build();
  }

  MemoryResponse memory() {
    long total = hardware.memoryKib();
    long used = 600_000 + 90_000L * boot.services().all().size();
    long cached = Math.min(total / 4, 400_000);
    return MemoryResponse.newBuilder()
        .addMessages(
            Memory.newBuilder()
                .setMeminfo(
                    MemInfo.newBuilder()
                        .setMemtotal(total)
                        .setMemfree(total - used - cached)
                        .setMemavailable(total - used)
                        .setBuffers(4_096)
                        .setCached(cached)
                        .setActive(used / 2)
                        .setInactive(cached)
                        .setAnonpages(used / 2)
                        .setCommitlimit(total / 2)
                        .setCommittedas(used)
                        .setHugepagesize(2048)))
        .build();
  }

  LoadAvgResponse load() {
    double load = 0.08 * boot.services().all().stream().filter(Service::isRunning).count();
    return LoadAvgResponse.newBuilder()
        .addMessages(LoadAvg.newBuilder().setLoad1(load).setLoad5(load * 0.8).setLoad15(load * 0.5))
        .build();
  }

  SystemStatResponse system() {
    CPUStat one = processorTime();
    CPUStat.Builder total = CPUStat.newBuilder();
    total
        .setUser(one.getUser() * hardware.threads())
        .setSystem(one.getSystem() * hardware.threads())
        .setIdle(one.getIdle() * hardware.threads());
    return SystemStatResponse.newBuilder()
        .addMessages(
            SystemStat.newBuilder()
                .setBootTime(boot.since().getEpochSecond())
                .setCpuTotal(total)
                .addAllCpu(Collections.nCopies(hardware.threads(), one))
                .setIrqTotal(boot.seconds() * 900)
                .setContextSwitches(boot.seconds() * 2_400)
                .setProcessCreated(1_000 + boot.seconds())
                .setProcessRunning(1)
                .setSoftIrqTotal(boot.seconds() * 400)
                .setSoftIrq(SoftIRQStat.newBuilder().setTimer(boot.seconds() * 200)))
        .build();
  }

  CPUInfoResponse processors() {
    CPUsInfo.Builder all = CPUsInfo.newBuilder();
    for (int thread = 0; thread < hardware.threads(); thread++) {
      all.addCpuInfo(
          CPUInfo.newBuilder()
              .setProcessor(thread)
              .setVendorId("GenuineIntel")
              .setModelName(hardware.processor())
              .setCpuMhz(2100)
              .setPhysicalId("0")
              .setSiblings(hardware.threads())
              .setCoreId(String.valueOf(thread))
              .setCpuCores(hardware.cores())
              .setBogoMips(4200));
    }
    return CPUInfoResponse.newBuilder().addMessages(all).build();
  }

  CPUFreqStatsResponse frequencies() {
    CPUFreqStats one =
        CPUFreqStats.newBuilder()
            .setCurrentFrequency(2_100_000)
            .setMinimumFrequency(800_000)
            .setMaximumFrequency(3_500_000)
            .setGovernor("performance")
            .build();
    return CPUFreqStatsResponse.newBuilder()
        .addMessages(
            CPUsFreqStats.newBuilder()
                .addAllCpuFreqStats(Collections.nCopies(hardware.threads(), one)))
        .build();
  }

  DiskStatsResponse disks() {
    DiskStats.Builder stats = DiskStats.newBuilder();
    long written = 0;
    for (Disk disk : hardware.disks()) {
      boolean system = boot.node().media().systemDisk.filter(disk::equals).isPresent();
      long sectors = system ? 4_000_000 + boot.seconds() * 120 : 8;
      written += sectors;
      stats.addDevices(
          DiskStat.newBuilder()
              .setName(disk.name())
              .setReadCompleted(sectors / 64)
              .setReadSectors(sectors)
              .setWriteCompleted(sectors / 32)
              .setWriteSectors(sectors));
    }
    stats.setTotal(DiskStat.newBuilder().setReadSectors(written).setWriteSectors(written));
    return DiskStatsResponse.newBuilder().addMessages(stats).build();
  }

  NetworkDeviceStatsResponse network() {
    long bytes = 40_000_000 + boot.seconds() * 30_000;
    NetDev.Builder traffic =
        NetDev.newBuilder()
            .setRxBytes(bytes)
            .setRxPackets(bytes / 900)
            .setTxBytes(bytes / 3)
            .setTxPackets(bytes / 2_700);
    return NetworkDeviceStatsResponse.newBuilder()
        .addMessages(
            NetworkDeviceStats.newBuilder()
                .setTotal(traffic.build())
                .addDevices(traffic.setName(hardware.links().getFirst().name())))
        .build();
  }

  private CPUStat processorTime() {
    return CPUStat.newBuilder()
        .setUser(boot.seconds() * (1 - IDLE) * 0.7)
        .setSystem(boot.seconds() * (1 - IDLE) * 0.3)
        .setIdle(boot.seconds() * IDLE)
        .build();
  }
}
