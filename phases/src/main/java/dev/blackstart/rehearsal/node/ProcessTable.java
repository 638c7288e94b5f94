package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.container.PodContainer;
import dev.blackstart.rehearsal.node.hardware.Digits;
import dev.talos.api.machine.Process;
import dev.talos.api.machine.ProcessInfo;
import dev.talos.api.machine.ProcessesResponse;
import java.util.Map;

/** The processes of a machine: of its services, and of the containers of its pods. */
final class ProcessTable {
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "machined", "/sbin/init",
          "apid", "/apid",
          "trustd", "/trustd",
          "containerd", "/bin/containerd",
          "cri", "/bin/containerd",
          "dashboard", "/sbin/dashboard",
          "udevd", "/sbin/systemd-udevd",
          "etcd", "/usr/local/bin/etcd",
          "kubelet", "/usr/local/bin/kubelet");

  private final Boot boot;
  private final Process.Builder all = Process.newBuilder();

  private ProcessTable(Boot boot) {
    this.boot = boot;
  }

  /** Within a turn. */
  static ProcessesResponse of(Boot boot) {
    ProcessTable table = new ProcessTable(boot);
    table.add(1, 0, "init", "/sbin/init", 20);
    boot.services().all().stream()
        .filter(service -> service.pid() > 0 && !service.id().equals("machined"))
        .forEach(
            service ->
                table.add(
                    service.pid(),
                    1,
                    service.id(),
                    PROGRAMS.getOrDefault(service.id(), "/sbin/init"),
                    12));
    int cri = boot.services().get("cri").map(Service::pid).orElse(1);
    for (PodContainer container : new Runtime(boot).containers()) {
      if (container.running()) {
        int pid = ContainerCalls.pid(container.id());
        table.add(pid, cri, container.name(), "/" + container.name(), 9);
      }
    }
    return ProcessesResponse.newBuilder().addMessages(table.all).build();
  }

  private void add(int pid, int parent, String command, String executable, int threads) {
    Digits digits = new Digits(boot.id() + command);
    all.addProcesses(
        ProcessInfo.newBuilder()
            .setPid(pid)
            .setPpid(parent)
            .setState("S")
            .setThreads(threads)
            .setCpuTime(boot.seconds() * 0.06 * digits.fraction("cpu"))
            .setVirtualMemory((long) (0.9e9 + 9e8 * digits.fraction("virtual")))
            .setResidentMemory((long) (20e6 + 180e6 * digits.fraction("resident")))
            .setCommand(command)
            .setExecutable(executable)
            .setArgs(executable));
  }
}
