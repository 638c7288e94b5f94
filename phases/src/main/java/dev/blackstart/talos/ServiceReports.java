package dev.blackstart.talos;

import com.google.protobuf.Timestamp;
import dev.blackstart.world.NodeDiagnostics.Change;
import dev.blackstart.world.NodeDiagnostics.Service;
import dev.talos.api.machine.ServiceHealth;
import dev.talos.api.machine.ServiceInfo;
import dev.talos.api.machine.ServiceListResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A node's services, in our words. */
final class ServiceReports {
  private ServiceReports() {}

  static List<Service> of(ServiceListResponse response) {
    return response.getMessagesList().stream()
        .flatMap(node -> node.getServicesList().stream())
        .map(ServiceReports::service)
        .toList();
  }

  private static Service service(ServiceInfo info) {
    ServiceHealth health = info.getHealth();
    boolean known = info.hasHealth() && !health.getUnknown();
    return new Service(
        LineCutter.cut(info.getId()),
        LineCutter.cut(info.getState()),
        known ? Optional.of(health.getHealthy()) : Optional.empty(),
        LineCutter.cut(health.getLastMessage()),
        info.getEvents().getEventsList().stream()
            .map(
                event ->
                    new Change(
                        at(event.getTs()),
                        LineCutter.cut(event.getState()),
                        LineCutter.cut(event.getMsg())))
            .toList());
  }

  private static Instant at(Timestamp time) {
    try {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    } catch (DateTimeException | ArithmeticException absurd) {
      return Instant.EPOCH;
    }
  }
}
