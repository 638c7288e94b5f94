package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.TrafficCalls.Socket;
import java.util.ArrayList;
import java.util.List;

/** Sockets of the services that run: where they listen, and which nodes they speak with. */
final class SocketTable {
  private static final int ETCD_PEERS = 2380;
  private static final int KUBERNETES = 6443;

  private final Boot boot;

  SocketTable(Boot boot) {
    this.boot = boot;
  }

  List<Socket> sockets() {
    List<Socket> sockets = new ArrayList<>();
    listens("apid", sockets, 50000);
    listens("trustd", sockets, 50001);
    listens("etcd", sockets, 2379, ETCD_PEERS, 2381);
    listens("kubelet", sockets, 10250, 10248);
    boot.staticPods()
        .pods()
        .forEach(
            (name, phase) -> {
              if (phase != StaticPods.Phase.PENDING) {
                int port =
                    switch (name) {
                      case "kube-controller-manager" -> 10257;
                      case "kube-scheduler" -> 10259;
                      default -> KUBERNETES;
                    };
                sockets.add(new Socket(name, 3000 + port % 1000, port, "", 0));
              }
            });
    int local = 40_000;
    for (Boot other : MembersPortrait.members(boot)) {
      if (other == boot) {
        continue;
      }
      String address = other.node().address();
      if (boot.services().isRunning("etcd") && other.services().isRunning("etcd")) {
        sockets.add(new Socket("etcd", pid("etcd"), local++, address, ETCD_PEERS));
      }
      if (boot.services().isRunning("kubelet")
          && other.staticPods().isRunning(StaticPods.API_SERVER)) {
        sockets.add(new Socket("kubelet", pid("kubelet"), local++, address, KUBERNETES));
      }
    }
    return sockets;
  }

  private void listens(String service, List<Socket> to, int... ports) {
    if (boot.services().isRunning(service)) {
      for (int port : ports) {
        to.add(new Socket(service, pid(service), port, "", 0));
      }
    }
  }

  private int pid(String service) {
    return boot.services().get(service).map(Service::pid).orElse(0);
  }
}
