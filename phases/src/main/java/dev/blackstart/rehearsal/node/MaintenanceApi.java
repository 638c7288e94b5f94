package dev.blackstart.rehearsal.node;

import com.google.protobuf.Empty;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.ApplyConfigurationResponse;
import dev.talos.api.machine.GenerateClientConfigurationRequest;
import dev.talos.api.machine.GenerateClientConfigurationResponse;
import dev.talos.api.machine.MachineServiceGrpc;
import dev.talos.api.machine.MetaDeleteRequest;
import dev.talos.api.machine.MetaDeleteResponse;
import dev.talos.api.machine.MetaWriteRequest;
import dev.talos.api.machine.MetaWriteResponse;
import dev.talos.api.machine.ResetRequest;
import dev.talos.api.machine.ResetResponse;
import dev.talos.api.machine.UpgradeRequest;
import dev.talos.api.machine.UpgradeResponse;
import dev.talos.api.machine.VersionResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** The machine service in maintenance: it takes a config and little else (Talos 1.12). */
final class MaintenanceApi extends MachineServiceGrpc.MachineServiceImplBase {
  private final Boot boot;

  MaintenanceApi(Boot boot) {
    this.boot = boot;
  }

  @Override
  public void applyConfiguration(
      ApplyConfigurationRequest request, StreamObserver<ApplyConfigurationResponse> caller) {
    Answer.to(
        caller,
        boot,
        () ->
            ApplyConfigurationResponse.newBuilder()
                .addMessages(boot.applying().inMaintenance(request))
                .build());
  }

  @Override
  public void generateClientConfiguration(
      GenerateClientConfigurationRequest request,
      StreamObserver<GenerateClientConfigurationResponse> caller) {
    caller.onError(
        Answer.refused(
            Status.UNIMPLEMENTED,
            "client configuration (talosconfig) can't be generated in the maintenance mode"));
  }

  @Override
  public void version(Empty request, StreamObserver<VersionResponse> caller) {
    onlyForAdmins(caller);
  }

  @Override
  public void upgrade(UpgradeRequest request, StreamObserver<UpgradeResponse> caller) {
    onlyForAdmins(caller);
  }

  @Override
  public void reset(ResetRequest request, StreamObserver<ResetResponse> caller) {
    onlyForAdmins(caller);
  }

  @Override
  public void metaWrite(MetaWriteRequest request, StreamObserver<MetaWriteResponse> caller) {
    onlyForAdmins(caller);
  }

  @Override
  public void metaDelete(MetaDeleteRequest request, StreamObserver<MetaDeleteResponse> caller) {
    onlyForAdmins(caller);
  }

  /** Nobody who can reach a simulated node in maintenance is one. */
  private static void onlyForAdmins(StreamObserver<?> caller) {
    caller.onError(
        Answer.refused(Status.UNIMPLEMENTED, "API is not implemented in maintenance mode"));
  }
}
