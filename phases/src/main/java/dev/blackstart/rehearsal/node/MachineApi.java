package dev.blackstart.rehearsal.node;

import com.google.protobuf.Empty;
import dev.talos.api.common.Data;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.ApplyConfigurationResponse;
import dev.talos.api.machine.BootstrapRequest;
import dev.talos.api.machine.BootstrapResponse;
import dev.talos.api.machine.EtcdAlarmDisarmResponse;
import dev.talos.api.machine.EtcdAlarmListResponse;
import dev.talos.api.machine.EtcdDefragmentResponse;
import dev.talos.api.machine.EtcdDowngradeCancel;
import dev.talos.api.machine.EtcdDowngradeCancelResponse;
import dev.talos.api.machine.EtcdDowngradeEnable;
import dev.talos.api.machine.EtcdDowngradeEnableRequest;
import dev.talos.api.machine.EtcdDowngradeEnableResponse;
import dev.talos.api.machine.EtcdDowngradeValidate;
import dev.talos.api.machine.EtcdDowngradeValidateRequest;
import dev.talos.api.machine.EtcdDowngradeValidateResponse;
import dev.talos.api.machine.EtcdForfeitLeadershipRequest;
import dev.talos.api.machine.EtcdForfeitLeadershipResponse;
import dev.talos.api.machine.EtcdLeaveClusterRequest;
import dev.talos.api.machine.EtcdLeaveClusterResponse;
import dev.talos.api.machine.EtcdMemberListRequest;
import dev.talos.api.machine.EtcdMemberListResponse;
import dev.talos.api.machine.EtcdRecoverResponse;
import dev.talos.api.machine.EtcdRemoveMemberByIDRequest;
import dev.talos.api.machine.EtcdRemoveMemberByIDResponse;
import dev.talos.api.machine.EtcdSnapshotRequest;
import dev.talos.api.machine.EtcdStatusResponse;
import dev.talos.api.machine.MetaDeleteRequest;
import dev.talos.api.machine.MetaDeleteResponse;
import dev.talos.api.machine.MetaWriteRequest;
import dev.talos.api.machine.MetaWriteResponse;
import dev.talos.api.machine.RebootRequest;
import dev.talos.api.machine.RebootResponse;
import dev.talos.api.machine.ResetRequest;
import dev.talos.api.machine.ResetResponse;
import dev.talos.api.machine.RollbackRequest;
import dev.talos.api.machine.RollbackResponse;
import dev.talos.api.machine.ServiceRestartRequest;
import dev.talos.api.machine.ServiceRestartResponse;
import dev.talos.api.machine.ServiceStartRequest;
import dev.talos.api.machine.ServiceStartResponse;
import dev.talos.api.machine.ServiceStopRequest;
import dev.talos.api.machine.ServiceStopResponse;
import dev.talos.api.machine.ShutdownRequest;
import dev.talos.api.machine.ShutdownResponse;
import dev.talos.api.machine.UpgradeRequest;
import dev.talos.api.machine.UpgradeResponse;
import io.grpc.stub.StreamObserver;

/** {@code machine.MachineService} of a configured node, whole: what acts, over what only reads. */
final class MachineApi extends ReadingApi {
  private final Boot boot;
  private final EtcdCalls etcd;
  private final EtcdUpkeep upkeep;
  private final ServiceCalls services;
  private final PowerCalls power;

  MachineApi(Boot boot) {
    super(boot);
    this.boot = boot;
    this.etcd = new EtcdCalls(boot);
    this.upkeep = new EtcdUpkeep(boot, etcd);
    this.services = new ServiceCalls(boot);
    this.power = new PowerCalls(boot);
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
    Answer.to(caller, boot, upkeep::status);
  }

  @Override
  public void etcdSnapshot(EtcdSnapshotRequest request, StreamObserver<Data> caller) {
    EtcdBackup.snapshot(boot, etcd, boot.feeds().open(caller));
  }

  @Override
  public StreamObserver<Data> etcdRecover(StreamObserver<EtcdRecoverResponse> caller) {
    return EtcdBackup.recover(boot, caller);
  }

  @Override
  public void etcdAlarmList(Empty request, StreamObserver<EtcdAlarmListResponse> caller) {
    Answer.to(caller, boot, upkeep::alarms);
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
  public void rollback(RollbackRequest request, StreamObserver<RollbackResponse> caller) {
    Answer.to(caller, boot, power::rollback);
  }

  @Override
  public void upgrade(UpgradeRequest request, StreamObserver<UpgradeResponse> caller) {
    Answer.to(caller, boot, () -> power.upgrade(request));
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
  public void etcdAlarmDisarm(Empty request, StreamObserver<EtcdAlarmDisarmResponse> caller) {
    Answer.to(caller, boot, upkeep::disarm);
  }

  @Override
  public void etcdDefragment(Empty request, StreamObserver<EtcdDefragmentResponse> caller) {
    Answer.to(caller, boot, upkeep::defragment);
  }

  @Override
  public void etcdDowngradeValidate(
      EtcdDowngradeValidateRequest request, StreamObserver<EtcdDowngradeValidateResponse> caller) {
    Answer.to(
        caller,
        boot,
        () ->
            EtcdDowngradeValidateResponse.newBuilder()
                .addMessages(
                    EtcdDowngradeValidate.newBuilder()
                        .setClusterDowngrade(upkeep.validateDowngrade(request.getVersion())))
                .build());
  }

  @Override
  public void etcdDowngradeEnable(
      EtcdDowngradeEnableRequest request, StreamObserver<EtcdDowngradeEnableResponse> caller) {
    Answer.to(
        caller,
        boot,
        () ->
            EtcdDowngradeEnableResponse.newBuilder()
                .addMessages(
                    EtcdDowngradeEnable.newBuilder()
                        .setClusterDowngrade(upkeep.enableDowngrade(request.getVersion())))
                .build());
  }

  @Override
  public void etcdDowngradeCancel(
      Empty request, StreamObserver<EtcdDowngradeCancelResponse> caller) {
    Answer.to(
        caller,
        boot,
        () ->
            EtcdDowngradeCancelResponse.newBuilder()
                .addMessages(
                    EtcdDowngradeCancel.newBuilder().setClusterDowngrade(upkeep.cancelDowngrade()))
                .build());
  }

  @Override
  public void serviceStart(
      ServiceStartRequest request, StreamObserver<ServiceStartResponse> caller) {
    Answer.to(caller, boot, () -> services.start(request.getId()));
  }

  @Override
  public void serviceStop(ServiceStopRequest request, StreamObserver<ServiceStopResponse> caller) {
    Answer.to(caller, boot, () -> services.stop(request.getId()));
  }

  @Override
  public void serviceRestart(
      ServiceRestartRequest request, StreamObserver<ServiceRestartResponse> caller) {
    Answer.to(caller, boot, () -> services.restart(request.getId()));
  }
}
