package dev.blackstart.rehearsal.node;

import dev.talos.api.machine.ServiceRestart;
import dev.talos.api.machine.ServiceRestartResponse;
import dev.talos.api.machine.ServiceStart;
import dev.talos.api.machine.ServiceStartResponse;
import dev.talos.api.machine.ServiceStop;
import dev.talos.api.machine.ServiceStopResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Services as the API may start and stop them: the kubelet alone, and it cannot be stopped (Talos
 * 1.12). Acts only within a turn.
 */
final class ServiceCalls {
  private static final String KUBELET = "kubelet";

  private final Boot boot;

  ServiceCalls(Boot boot) {
    this.boot = boot;
  }

  ServiceStartResponse start(String id) {
    begin(id);
    return ServiceStartResponse.newBuilder()
        .addMessages(ServiceStart.newBuilder().setResp("Service \"" + id + "\" started"))
        .build();
  }

  ServiceStopResponse stop(String id) {
    if (!service(id).state().isOver() && service(id).state() != ServiceState.INITIALIZED) {
      throw refused(id, "stop");
    }
    return ServiceStopResponse.newBuilder()
        .addMessages(ServiceStop.newBuilder().setResp("Service \"" + id + "\" stopped"))
        .build();
  }

  ServiceRestartResponse restart(String id) {
    Service service = service(id);
    if (service.state().isOver() || service.state() == ServiceState.INITIALIZED) {
      begin(id);
    } else if (id.equals(KUBELET)) {
      service.stop("Service finished successfully", ServiceState.FINISHED);
      service.start();
    } else {
      throw refused(id, "restart");
    }
    return ServiceRestartResponse.newBuilder()
        .addMessages(ServiceRestart.newBuilder().setResp("Service \"" + id + "\" restarted"))
        .build();
  }

  private void begin(String id) {
    Service service = service(id);
    if (!service.state().isOver() && service.state() != ServiceState.INITIALIZED) {
      return;
    }
    if (!id.equals(KUBELET)) {
      throw refused(id, "start");
    }
    service.start();
  }

  private Service service(String id) {
    return boot.services()
        .get(id)
        .orElseThrow(() -> Answer.refused(Status.UNKNOWN, "service \"" + id + "\" not defined"));
  }

  private static StatusRuntimeException refused(String id, String operation) {
    return Answer.refused(
        Status.UNKNOWN,
        "service \"" + id + "\" doesn't support " + operation + " operation via API");
  }
}
