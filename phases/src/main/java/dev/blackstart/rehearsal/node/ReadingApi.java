package dev.blackstart.rehearsal.node;

import com.google.protobuf.Empty;
import dev.talos.api.common.Data;
import dev.talos.api.machine.CPUFreqStatsResponse;
import dev.talos.api.machine.CPUInfoResponse;
import dev.talos.api.machine.DiskStatsResponse;
import dev.talos.api.machine.DmesgRequest;
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
import dev.talos.api.machine.NetworkDeviceStatsResponse;
import dev.talos.api.machine.ProcessesResponse;
import dev.talos.api.machine.ReadRequest;
import dev.talos.api.machine.ServiceList;
import dev.talos.api.machine.ServiceListResponse;
import dev.talos.api.machine.SystemStatResponse;
import dev.talos.api.machine.VersionResponse;
import io.grpc.stub.StreamObserver;

/** What only reads, of a configured node's {@code machine.MachineService}. */
abstract class ReadingApi extends MachineServiceGrpc.MachineServiceImplBase {
  private final Boot boot;
  private final Gauges gauges;

  ReadingApi(Boot boot) {
    this.boot = boot;
    this.gauges = new Gauges(boot);
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
  public void diskStats(Empty request, StreamObserver<DiskStatsResponse> caller) {
    Answer.to(caller, boot, gauges::disks);
  }

  @Override
  public void networkDeviceStats(Empty request, StreamObserver<NetworkDeviceStatsResponse> caller) {
    Answer.to(caller, boot, gauges::network);
  }
}
