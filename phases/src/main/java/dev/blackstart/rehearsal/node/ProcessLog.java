package dev.blackstart.rehearsal.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the process of a service writes to its own log when it starts, in its program's format. */
final class ProcessLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProcessLog() {}

  static void started(Boot boot, String service) {
    boot.logOf(service);
    switch (service) {
      case "etcd" -> etcd(boot);
      case "kubelet" -> kubelet(boot);
      case "containerd", "cri" -> containerd(boot, service);
      case "apid", "trustd" ->
          boot.log(service, stamp(boot) + " listening on [::]:" + port(service));
      default -> {}
    }
  }

  private static void etcd(Boot boot) {
    boot.log(
        "etcd",
        etcdLine(
            boot,
            "starting an etcd server",
            "\"etcd-version\":\"3.6.6\",\"name\":\"" + boot.hostname() + "\""));
    boot.node()
        .media()
        .etcd
        .ifPresent(
            member -> {
              boot.log(
                  "etcd",
                  etcdLine(
                      boot,
                      member.isLearner() ? "joined as learner" : "became voter",
                      "\"local-member-id\":\"" + member.hexId() + "\""));
              member
                  .cluster()
                  .leader()
                  .ifPresent(
                      leader ->
                          boot.log(
                              "etcd",
                              etcdLine(
                                  boot,
                                  "elected leader",
                                  "\"leader-id\":\"" + leader.hexId() + "\"")));
            });
    boot.log(
        "etcd", etcdLine(boot, "serving client traffic securely", "\"address\":\"[::]:2379\""));
  }

  private static String etcdLine(Boot boot, String message, String fields) {
    return String.format(
        "{\"level\":\"info\",\"ts\":\"%s\",\"msg\":\"%s\",%s}",
        boot.machinery().agenda().wall(), message, fields);
  }

  private static void kubelet(Boot boot) {
    String image =
        boot.config().flatMap(config -> config.text("machine.kubelet.image")).orElse("kubelet");
    String version = image.substring(image.lastIndexOf(':') + 1);
    klog(boot, "server/server.go:525", "Kubelet version", Map.of("kubeletVersion", version));
    klog(
        boot,
        "kubelet/kubelet_node_status.go:75",
        "Attempting to register node",
        Map.of("node", boot.hostname()));
  }

  /** A line of the kubelet, which Talos has write JSON. */
  static void klog(Boot boot, String caller, String message, Map<String, String> fields) {
    ObjectNode line = JSON.createObjectNode();
    line.put("ts", boot.machinery().agenda().wall().toEpochMilli());
    line.put("caller", caller);
    line.put("msg", message);
    line.put("v", 0);
    fields.forEach(line::put);
    boot.log("kubelet", line.toString());
  }

  private static void containerd(Boot boot, String service) {
    String socket =
        service.equals("cri")
            ? "/run/containerd/containerd.sock"
            : "/system/run/containerd/containerd.sock";
    boot.log(
        service,
        String.format(
            "{\"address\":\"%s\",\"level\":\"info\",\"msg\":\"serving...\",\"time\":\"%s\"}",
            socket, boot.machinery().agenda().wall()));
  }

  private static String stamp(Boot boot) {
    return boot.machinery().agenda().wall().toString();
  }

  private static int port(String service) {
    return service.equals("apid") ? 50000 : 50001;
  }
}
