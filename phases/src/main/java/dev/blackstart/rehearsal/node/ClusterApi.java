package dev.blackstart.rehearsal.node;

import dev.talos.api.cluster.ClusterServiceGrpc;
import dev.talos.api.cluster.HealthCheckProgress;
import dev.talos.api.cluster.HealthCheckRequest;
import io.grpc.stub.StreamObserver;

/** {@code cluster.ClusterService}. */
final class ClusterApi extends ClusterServiceGrpc.ClusterServiceImplBase {
  private final Boot boot;

  ClusterApi(Boot boot) {
    this.boot = boot;
  }

  @Override
  public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckProgress> caller) {
    HealthRun.start(boot, request, boot.feeds().open(caller));
  }
}
