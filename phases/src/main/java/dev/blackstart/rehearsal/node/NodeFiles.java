package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.container.ContainerLog;
import dev.blackstart.rehearsal.node.container.PodContainer;
import dev.blackstart.rehearsal.node.file.FileEntry;
import dev.blackstart.rehearsal.node.file.FileTree;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import dev.blackstart.rehearsal.node.hardware.Link;
import dev.blackstart.template.yaml.ListNode;
import java.util.List;
import java.util.Optional;

/** The files of a machine: what the kernel, Talos, etcd and the kubelet show or keep. */
final class NodeFiles {
  private static final String KERNEL = "6.12.57-talos";

  private final Boot boot;
  private final FileTree tree;
  private final Optional<NodeConfig> config;

  private NodeFiles(Boot boot) {
    this.boot = boot;
    this.tree = new FileTree(boot.since());
    this.config = boot.config();
  }

  /** As they are now; call within a turn. */
  static FileTree of(Boot boot) {
    NodeFiles files = new NodeFiles(boot);
    files.root();
    files.etc();
    files.proc();
    files.devices();
    files.state();
    files.var();
    files.config.ifPresent(files::configured);
    return files.tree;
  }

  private void root() {
    for (String folder : List.of("boot", "dev", "opt", "run", "sys", "system", "tmp", "usr/bin")) {
      tree.folder("/" + folder);
    }
    for (String folder : List.of("bin", "lib", "sbin")) {
      tree.link("/" + folder, "usr/" + folder);
      tree.folder("/usr/" + folder);
    }
    for (String program : List.of("init", "poweroff", "shutdown", "dashboard", "udevd")) {
      tree.file("/usr/sbin/" + program, 0755, 0, () -> new byte[0]);
    }
    for (String program : List.of("containerd", "containerd-shim-runc-v2", "runc")) {
      tree.file("/usr/bin/" + program, 0755, 0, () -> new byte[0]);
    }
    tree.special("/run/containerd/containerd.sock", FileEntry.Kind.SOCKET);
    tree.special("/system/run/containerd/containerd.sock", FileEntry.Kind.SOCKET);
    tree.special("/system/run/machined/machine.sock", FileEntry.Kind.SOCKET);
  }

  private void etc() {
    String host = boot.hostname();
    String version = boot.node().media().version();
    tree.file("/etc/hostname", 0644, host + "\n");
    tree.file(
        "/etc/hosts",
        0644,
        "127.0.0.1       localhost\n"
            + boot.node().address()
            + "     "
            + host
            + "\n::1             localhost ip6-localhost ip6-loopback\n");
    tree.file("/etc/resolv.conf", 0644, "nameserver 127.0.0.53\n");
    tree.file("/etc/machine-id", 0644, boot.node().hardware().uuid().replace("-", "") + "\n");
    tree.file(
        "/etc/os-release",
        0644,
        "NAME=\"Talos\"\nID=talos\nVERSION_ID="
            + version
            + "\nPRETTY_NAME=\"Talos ("
            + version
            + ")\"\nHOME_URL=\"https://www.talos.dev/\"\n"
            + "BUG_REPORT_URL=\"https://github.com/siderolabs/talos/issues\"\n"
            + "VENDOR_NAME=\"Sidero Labs\"\nVENDOR_URL=\"https://www.siderolabs.com/\"\n");
    tree.folder("/etc/cni/net.d");
    tree.folder("/etc/cri/conf.d");
    tree.folder("/etc/kubernetes/manifests");
    tree.folder("/etc/ssl/certs");
  }

  private void proc() {
    Hardware hardware = boot.node().hardware();
    long total = hardware.memoryKib();
    tree.virtual("/proc/version", "Linux version " + KERNEL + " (root@buildkitsandbox) #1 SMP\n");
    tree.virtual("/proc/cmdline", SystemPortrait.CMDLINE + "\n");
    tree.virtual("/proc/meminfo", "MemTotal:       " + total + " kB\n");
    tree.virtual("/proc/uptime", boot.seconds() + ".00 " + boot.seconds() + ".00\n");
    StringBuilder processors = new StringBuilder();
    for (int i = 0; i < hardware.threads(); i++) {
      processors.append("processor\t: " + i + "\nmodel name\t: " + hardware.processor() + "\n\n");
    }
    tree.virtual("/proc/cpuinfo", processors.toString());
    StringBuilder mounts = new StringBuilder();
    new MountTable(boot)
        .lines()
        .forEach(
            mount ->
                mounts.append(
                    mount.source() + " " + mount.target() + " " + mount.type() + " rw 0 0\n"));
    tree.virtual("/proc/mounts", mounts.toString());
    tree.virtual("/proc/sys/kernel/random/boot_id", boot.id() + "\n");
    tree.virtual("/proc/sys/kernel/hostname", boot.hostname() + "\n");
    tree.virtual("/proc/sys/kernel/osrelease", KERNEL + "\n");
    tree.virtual("/proc/sys/net/ipv4/ip_forward", "1\n");
    tree.virtual("/sys/class/dmi/id/product_uuid", hardware.uuid() + "\n");
    tree.virtual("/sys/class/dmi/id/product_serial", hardware.serial() + "\n");
    tree.virtual("/sys/class/dmi/id/product_name", hardware.product() + "\n");
    tree.virtual("/sys/class/dmi/id/sys_vendor", hardware.manufacturer() + "\n");
    for (Link link : hardware.links()) {
      tree.virtual("/sys/class/net/" + link.name() + "/address", link.mac() + "\n");
      tree.virtual("/sys/class/net/" + link.name() + "/mtu", "1500\n");
      tree.virtual(
          "/sys/class/net/" + link.name() + "/operstate",
          boot.isNetworkReady() ? "up\n" : "down\n");
    }
  }

  private void devices() {
    tree.special("/dev/null", FileEntry.Kind.CHARACTER_DEVICE);
    tree.special("/dev/kmsg", FileEntry.Kind.CHARACTER_DEVICE);
    for (Disk disk : boot.node().hardware().disks()) {
      tree.special(disk.path(), FileEntry.Kind.BLOCK_DEVICE);
      tree.virtual("/sys/block/" + disk.name() + "/size", disk.size() / 512 + "\n");
      disk.symlinks().forEach(link -> tree.link(link, "../../" + disk.name()));
      if (boot.node().media().systemDisk.filter(disk::equals).isPresent()) {
        for (int part = 1; part <= 4; part++) {
          tree.special(disk.partition(part), FileEntry.Kind.BLOCK_DEVICE);
        }
      }
    }
  }

  /** Talos's own partition and what it writes from the config. */
  private void state() {
    boot.node()
        .media()
        .config
        .ifPresent(
            kept -> {
              tree.file("/system/state/config.yaml", 0600, kept.yaml());
              tree.file(
                  "/system/state/platform-network.yaml",
                  0600,
                  "addresses: []\nlinks: []\nroutes: []\n");
            });
    tree.folder("/system/secrets");
    config
        .flatMap(now -> now.pem("cluster.ca.crt"))
        .ifPresent(pem -> tree.file("/etc/kubernetes/pki/ca.crt", 0400, pem));
  }

  private void var() {
    for (String folder : List.of("lib/cni", "lib/containerd", "lib/kubelet/pods", "log/audit")) {
      tree.folder("/var/" + folder);
    }
    tree.link("/var/run", "/run");
    boot.node()
        .media()
        .etcd
        .ifPresent(
            member -> {
              // Its content is made when it is asked for, which is outside of the turn.
              tree.file(
                  "/var/lib/etcd/member/snap/db",
                  0600,
                  EtcdCalls.DATABASE,
                  () -> boot.machinery().databases().file(member.cluster()));
              tree.file("/var/lib/etcd/member/wal/0.tmp", 0600, 0, () -> new byte[0]);
            });
    for (PodContainer container : new Runtime(boot).containers()) {
      byte[] log = ContainerLog.of(container, -1);
      tree.file(container.logPath(), 0640, log.length, () -> log);
      tree.link(
          "/var/log/containers/"
              + (container.pod() + "_" + container.namespace() + "_" + container.name())
              + ("-" + container.id() + ".log"),
          container.logPath());
      tree.folder("/var/lib/kubelet/pods/" + container.uid() + "/volumes");
    }
    for (String service : boot.logIds()) {
      byte[] log = boot.logOf(service).bytes();
      tree.file("/var/log/" + service + ".log", 0640, log.length, () -> log);
    }
  }

  /** What the operator's config adds. */
  private void configured(NodeConfig now) {
    now.table("machine.sysctls")
        .forEach(
            (name, value) -> tree.virtual("/proc/sys/" + name.replace('.', '/'), value + "\n"));
    now.v1alpha1()
        .flatMap(document -> document.at("machine.files"))
        .filter(ListNode.class::isInstance)
        .map(list -> ((ListNode) list).items())
        .orElse(List.of())
        .forEach(
            file ->
                file.text("path")
                    .filter(path -> path.startsWith("/"))
                    .ifPresent(path -> tree.file(path, 0644, file.text("content").orElse(""))));
  }
}
