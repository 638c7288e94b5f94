package dev.blackstart.rehearsal.node;

import com.google.protobuf.Empty;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.common.Data;
import dev.talos.api.machine.CPUFreqStatsResponse;
import dev.talos.api.machine.CPUInfoResponse;
import dev.talos.api.machine.ContainersRequest;
import dev.talos.api.machine.ContainersResponse;
import dev.talos.api.machine.CopyRequest;
import dev.talos.api.machine.DiskStatsResponse;
import dev.talos.api.machine.DiskUsageInfo;
import dev.talos.api.machine.DiskUsageRequest;
import dev.talos.api.machine.DmesgRequest;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.EventsRequest;
import dev.talos.api.machine.FileInfo;
import dev.talos.api.machine.GenerateClientConfigurationRequest;
import dev.talos.api.machine.GenerateClientConfigurationResponse;
import dev.talos.api.machine.Hostname;
import dev.talos.api.machine.HostnameResponse;
import dev.talos.api.machine.ImageListRequest;
import dev.talos.api.machine.ImageListResponse;
import dev.talos.api.machine.ImagePullRequest;
import dev.talos.api.machine.ImagePullResponse;
import dev.talos.api.machine.ListRequest;
import dev.talos.api.machine.LoadAvgResponse;
import dev.talos.api.machine.LogsContainer;
import dev.talos.api.machine.LogsContainersResponse;
import dev.talos.api.machine.LogsRequest;
import dev.talos.api.machine.MachineServiceGrpc;
import dev.talos.api.machine.MemoryResponse;
import dev.talos.api.machine.MountsResponse;
import dev.talos.api.machine.NetstatRequest;
import dev.talos.api.machine.NetstatResponse;
import dev.talos.api.machine.NetworkDeviceStatsResponse;
import dev.talos.api.machine.PacketCaptureRequest;
import dev.talos.api.machine.ProcessesResponse;
import dev.talos.api.machine.ReadRequest;
import dev.talos.api.machine.RestartRequest;
import dev.talos.api.machine.RestartResponse;
import dev.talos.api.machine.ServiceList;
import dev.talos.api.machine.ServiceListResponse;
import dev.talos.api.machine.StatsRequest;
import dev.talos.api.machine.StatsResponse;
import dev.talos.api.machine.SystemStatResponse;
import dev.talos.api.machine.VersionResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/** What only reads, of a configured node's {@code machine.MachineService}. */
abstract class ReadingApi extends MachineServiceGrpc.MachineServiceImplBase {
  private final Boot boot;
  private final Gauges gauges;
  private final ContainerCalls containers;

  ReadingApi(Boot boot) {
    this.boot = boot;
    this.gauges = new Gauges(boot);
    this.containers = new ContainerCalls(boot);
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
    new FileCalls(boot).read(request.getPath(), boot.feeds().open(caller));
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
    Answer.to(caller, boot, () -> ProcessTable.of(boot));
  }

  @Override
  public void diskStats(Empty request, StreamObserver<DiskStatsResponse> caller) {
    Answer.to(caller, boot, gauges::disks);
  }

  @Override
  public void networkDeviceStats(Empty request, StreamObserver<NetworkDeviceStatsResponse> caller) {
    Answer.to(caller, boot, gauges::network);
  }

  @Override
  public void copy(CopyRequest request, StreamObserver<Data> caller) {
    new FileCalls(boot).copy(request.getRootPath(), boot.feeds().open(caller));
  }

  @Override
  public void list(ListRequest request, StreamObserver<FileInfo> caller) {
    new FileCalls(boot).list(request, boot.feeds().open(caller));
  }

  @Override
  public void diskUsage(DiskUsageRequest request, StreamObserver<DiskUsageInfo> caller) {
    new FileCalls(boot).usage(request, boot.feeds().open(caller));
  }

  @Override
  public void mounts(Empty request, StreamObserver<MountsResponse> caller) {
    Answer.to(caller, boot, () -> new MountTable(boot).response());
  }

  @Override
  public void containers(ContainersRequest request, StreamObserver<ContainersResponse> caller) {
    Answer.to(
        caller, boot, () -> containers.containers(request.getNamespace(), request.getDriver()));
  }

  @Override
  public void stats(StatsRequest request, StreamObserver<StatsResponse> caller) {
    Answer.to(caller, boot, () -> containers.stats(request.getNamespace(), request.getDriver()));
  }

  @Override
  public void restart(RestartRequest request, StreamObserver<RestartResponse> caller) {
    Answer.to(caller, boot, () -> containers.restart(request));
  }

  @Override
  public void imageList(ImageListRequest request, StreamObserver<ImageListResponse> caller) {
    Feed<ImageListResponse> reader = boot.feeds().open(caller);
    try {
      boot.machinery()
          .turn()
          .take(
              () -> {
                containers.images(request, reader);
                return true;
              });
    } catch (StatusRuntimeException e) {
      reader.fail(e.getStatus());
    }
  }

  @Override
  public void imagePull(ImagePullRequest request, StreamObserver<ImagePullResponse> caller) {
    Answer.to(caller, boot, () -> containers.pull(request));
  }

  @Override
  public void netstat(NetstatRequest request, StreamObserver<NetstatResponse> caller) {
    Answer.to(caller, boot, () -> new TrafficCalls(boot).sockets(request));
  }

  @Override
  public void packetCapture(PacketCaptureRequest request, StreamObserver<Data> caller) {
    Feed<Data> feed = boot.feeds().open(caller);
    boot.machinery().turn().take(() -> new TrafficCalls(boot).capture(request, feed));
  }

  @Override
  public void generateClientConfiguration(
      GenerateClientConfigurationRequest request,
      StreamObserver<GenerateClientConfigurationResponse> caller) {
    Answer.to(caller, boot, () -> ClientConfigurations.issue(boot, request));
  }
}
