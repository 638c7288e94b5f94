package dev.blackstart.rehearsal.node;

import com.google.protobuf.Empty;
import dev.talos.api.common.Data;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.ApplyConfigurationResponse;
import dev.talos.api.machine.BootstrapRequest;
import dev.talos.api.machine.BootstrapResponse;
import dev.talos.api.machine.CPUFreqStatsResponse;
import dev.talos.api.machine.CPUInfoResponse;
import dev.talos.api.machine.DiskStatsResponse;
import dev.talos.api.machine.DmesgRequest;
import dev.talos.api.machine.EtcdAlarmListResponse;
import dev.talos.api.machine.EtcdForfeitLeadershipRequest;
import dev.talos.api.machine.EtcdForfeitLeadershipResponse;
import dev.talos.api.machine.EtcdLeaveClusterRequest;
import dev.talos.api.machine.EtcdLeaveClusterResponse;
import dev.talos.api.machine.EtcdMemberListRequest;
import dev.talos.api.machine.EtcdMemberListResponse;
import dev.talos.api.machine.EtcdRemoveMemberByIDRequest;
import dev.talos.api.machine.EtcdRemoveMemberByIDResponse;
import dev.talos.api.machine.EtcdStatusResponse;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.EventsRequest;
import dev.talos.api.machine.Hostname;
import dev.talos.api.machine.HostnameResponse;
import dev.talos.api.machine.LoadAvgResponse;
import dev.talos.api.machine.LogsContainer;
import dev.talos.api.machine.LogsContainersResponse;
import dev.talos.api.machine.LogsRequest;
import dev.talos.api.machine.MachineServiceGrpc;
import dev.talos.api.machine.MemoryResponse;
import dev.talos.api.machine.MetaDeleteRequest;
import dev.talos.api.machine.MetaDeleteResponse;
import dev.talos.api.machine.MetaWriteRequest;
import dev.talos.api.machine.MetaWriteResponse;
import dev.talos.api.machine.NetworkDeviceStatsResponse;
import dev.talos.api.machine.ProcessesResponse;
import dev.talos.api.machine.ReadRequest;
import dev.talos.api.machine.RebootRequest;
import dev.talos.api.machine.RebootResponse;
import dev.talos.api.machine.ResetRequest;
import dev.talos.api.machine.ResetResponse;
import dev.talos.api.machine.ServiceList;
import dev.talos.api.machine.ServiceListResponse;
import dev.talos.api.machine.ShutdownRequest;
import dev.talos.api.machine.ShutdownResponse;
import dev.talos.api.machine.SystemStatResponse;
import dev.talos.api.machine.UpgradeRequest;
import dev.talos.api.machine.UpgradeResponse;
import dev.talos.api.machine.VersionResponse;
import io.grpc.stub.StreamObserver;

/** {@code machine.MachineService} of a configured node; what is left out answers Unimplemented. */
final class MachineApi extends MachineServiceGrpc.MachineServiceImplBase {
  private final Boot boot;
  private final EtcdCalls etcd;
  private final PowerCalls power;
  private final Gauges gauges;

  MachineApi(Boot boot) {
    this.boot = boot;
    this.etcd = new EtcdCalls(boot);
    this.power = new PowerCalls(boot);
    this.gauges = new Gauges(boot);
  }

  @Override
  public void applyConfiguration(
      ApplyConfigurationRequest request, StreamObserver<ApplyConfigurationResponse> caller) {
    Answer.to(
        caller,
        boot,
        () ->
            ApplyConfigurationResponse.newBuilder()
                .addMessages(boot.applying().configured(request))
                .build());
  }

  @Override
  public void version(Empty request, StreamObserver<VersionResponse> caller) {
    Answer.to(caller, boot, gauges::version);
  }

  @Override
  public void hostname(Empty request, StreamObserver<HostnameResponse> caller) {
    Answer.to(
        caller,
        boot,
        () ->
            HostnameResponse.newBuilder()
                .addMessages(Hostname.newBuilder().setHostname(boot.hostname()))
                .build());
  }

  @Override
  public void serviceList(Empty request, StreamObserver<ServiceListResponse> caller) {
    Answer.to(
        caller,
        boot,
        () -> {
          ServiceList.Builder list = ServiceList.newBuilder();
          boot.services().all().forEach(service -> list.addServices(service.described()));
          return ServiceListResponse.newBuilder().addMessages(list).build();
        });
  }

  @Override
  public void events(EventsRequest request, StreamObserver<Event> caller) {
    boot.events().follow(request, boot.feeds().open(caller));
  }

  @Override
  public void logs(LogsRequest request, StreamObserver<Data> caller) {
    LogCalls.logs(boot, request, boot.feeds().open(caller));
  }

  @Override
  public void dmesg(DmesgRequest request, StreamObserver<Data> caller) {
    LogCalls.dmesg(boot, request, boot.feeds().open(caller));
  }

  @Override
  public void logsContainers(Empty request, StreamObserver<LogsContainersResponse> caller) {
    Answer.to(
        caller,
        boot,
        () ->
            LogsContainersResponse.newBuilder()
                .addMessages(LogsContainer.newBuilder().addAllIds(boot.logIds()))
                .build());
  }

  @Override
  public void read(ReadRequest request, StreamObserver<Data> caller) {
    LogCalls.read(boot, request.getPath(), boot.feeds().open(caller));
  }

  @Override
  public void kubeconfig(Empty request, StreamObserver<Data> caller) {
    Answer.to(caller, boot, () -> Kubeconfigs.archive(boot));
  }

  @Override
  public void bootstrap(BootstrapRequest request, StreamObserver<BootstrapResponse> caller) {
    Answer.to(caller, boot, () -> etcd.bootstrap(request));
  }

  @Override
  public void etcdMemberList(
      EtcdMemberListRequest request, StreamObserver<EtcdMemberListResponse> caller) {
    Answer.to(caller, boot, etcd::members);
  }

  @Override
  public void etcdStatus(Empty request, StreamObserver<EtcdStatusResponse> caller) {
    Answer.to(caller, boot, etcd::status);
  }

  @Override
  public void etcdAlarmList(Empty request, StreamObserver<EtcdAlarmListResponse> caller) {
    Answer.to(caller, boot, etcd::alarms);
  }

  @Override
  public void etcdRemoveMemberByID(
      EtcdRemoveMemberByIDRequest request, StreamObserver<EtcdRemoveMemberByIDResponse> caller) {
    Answer.to(caller, boot, () -> etcd.remove(request.getMemberId()));
  }

  @Override
  public void etcdLeaveCluster(
      EtcdLeaveClusterRequest request, StreamObserver<EtcdLeaveClusterResponse> caller) {
    Answer.to(caller, boot, etcd::leave);
  }

  @Override
  public void etcdForfeitLeadership(
      EtcdForfeitLeadershipRequest request, StreamObserver<EtcdForfeitLeadershipResponse> caller) {
    Answer.to(caller, boot, etcd::forfeit);
  }

  @Override
  public void reboot(RebootRequest request, StreamObserver<RebootResponse> caller) {
    Answer.to(caller, boot, () -> power.reboot(request));
  }

  @Override
  public void shutdown(ShutdownRequest request, StreamObserver<ShutdownResponse> caller) {
    Answer.to(caller, boot, () -> power.shutdown(request));
  }

  @Override
  public void reset(ResetRequest request, StreamObserver<ResetResponse> caller) {
    Answer.to(caller, boot, () -> power.reset(request));
  }

  @Override
  public void upgrade(UpgradeRequest request, StreamObserver<UpgradeResponse> caller) {
    Answer.to(caller, boot, () -> power.upgrade(request));
  }

  @Override
  public void memory(Empty request, StreamObserver<MemoryResponse> caller) {
    Answer.to(caller, boot, gauges::memory);
  }

  @Override
  public void loadAvg(Empty request, StreamObserver<LoadAvgResponse> caller) {
    Answer.to(caller, boot, gauges::load);
  }

  @Override
  public void systemStat(Empty request, StreamObserver<SystemStatResponse> caller) {
    Answer.to(caller, boot, gauges::system);
  }

  @Override
  public void cPUInfo(Empty request, StreamObserver<CPUInfoResponse> caller) {
    Answer.to(caller, boot, gauges::processors);
  }

  @Override
  public void cPUFreqStats(Empty request, StreamObserver<CPUFreqStatsResponse> caller) {
    Answer.to(caller, boot, gauges::frequencies);
  }

  @Override
  public void processes(Empty request, StreamObserver<ProcessesResponse> caller) {
    Answer.to(caller, boot, gauges::processes);
  }

  @Override
  public void metaWrite(MetaWriteRequest request, StreamObserver<MetaWriteResponse> caller) {
    Answer.to(caller, boot, () -> MetaCalls.write(boot, request));
  }

  @Override
  public void metaDelete(MetaDeleteRequest request, StreamObserver<MetaDeleteResponse> caller) {
    Answer.to(caller, boot, () -> MetaCalls.delete(boot, request));
  }

  @Override
  public void diskStats(Empty request, StreamObserver<DiskStatsResponse> caller) {
    Answer.to(caller, boot, gauges::disks);
  }

  @Override
  public void networkDeviceStats(Empty request, StreamObserver<NetworkDeviceStatsResponse> caller) {
    Answer.to(caller, boot, gauges::network);
  }
}
