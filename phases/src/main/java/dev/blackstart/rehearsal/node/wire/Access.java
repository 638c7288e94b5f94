package dev.blackstart.rehearsal.node.wire;

import static dev.blackstart.rehearsal.node.wire.Caller.ADMIN;
import static dev.blackstart.rehearsal.node.wire.Caller.ETCD_BACKUP;
import static dev.blackstart.rehearsal.node.wire.Caller.OPERATOR;
import static dev.blackstart.rehearsal.node.wire.Caller.READER;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which role may call what on a configured node (Talos 1.12 RBAC); unlisted calls need admin. */
public final class Access implements ServerInterceptor {
  private static final Set<String> READ = Set.of(ADMIN, OPERATOR, READER);
  private static final Set<String> READ_ETCD = Set.of(ADMIN, OPERATOR, READER, ETCD_BACKUP);
  private static final Set<String> OPERATE = Set.of(ADMIN, OPERATOR);
  private static final Set<String> SNAPSHOT = Set.of(ADMIN, OPERATOR, ETCD_BACKUP);
  private static final Set<String> ALL = Set.of(ADMIN);

  private static final Map<String, Set<String>> RULES = rules();

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!allowed(call.getMethodDescriptor().getFullMethodName(), Caller.roles())) {
      call.close(Status.PERMISSION_DENIED.withDescription("not authorized"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return next.startCall(call, headers);
  }

  /** Whether one of these roles may call the method, named as {@code machine.MachineService/X}. */
  static boolean allowed(String method, Set<String> roles) {
    return !Collections.disjoint(RULES.getOrDefault(method, ALL), roles);
  }

  private static Map<String, Set<String>> rules() {
    Map<String, Set<String>> rules = new HashMap<>();
    String machine = "machine.MachineService/";
    allow(
        rules,
        READ,
        machine,
        "CPUInfo CPUFreqStats Containers DiskStats DiskUsage Dmesg Events Hostname ImageList List"
            + " LoadAvg Logs LogsContainers Memory Mounts NetworkDeviceStats Netstat Processes"
            + " ServiceList Stats SystemStat Version");
    allow(rules, READ_ETCD, machine, "EtcdAlarmList EtcdMemberList EtcdStatus");
    allow(
        rules,
        OPERATE,
        machine,
        "EtcdAlarmDisarm EtcdDefragment ImagePull PacketCapture Reboot Restart ServiceRestart"
            + " ServiceStart ServiceStop Shutdown");
    allow(rules, SNAPSHOT, machine, "EtcdSnapshot");
    allow(rules, READ, "storage.StorageService/", "Disks");
    allow(rules, READ, "time.TimeService/", "Time TimeCheck");
    allow(rules, READ, "cluster.ClusterService/", "HealthCheck");
    allow(rules, READ, "inspect.InspectService/", "ControllerRuntimeDependencies");
    allow(rules, READ, "cosi.resource.State/", "Get List Watch");
    return Map.copyOf(rules);
  }

  private static void allow(
      Map<String, Set<String>> rules, Set<String> roles, String service, String methods) {
    Arrays.stream(methods.split(" ")).forEach(method -> rules.put(service + method, roles));
  }
}
