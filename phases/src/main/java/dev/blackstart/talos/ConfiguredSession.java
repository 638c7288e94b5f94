package dev.blackstart.talos;

import com.google.protobuf.Empty;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineReport.ServiceState;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.EventsRequest;
import dev.talos.api.machine.MachineServiceGrpc;
import dev.talos.api.machine.ServiceInfo;
import dev.talos.api.machine.ServiceListResponse;
import dev.talos.api.machine.VersionResponse;
import dev.talos.api.resource.definitions.runtime.MachineStatusSpec;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A configured node of ours: its stage from a watch, its progress from events. */
final class ConfiguredSession extends Session {
  /** Enough to know what it was doing just now. */
  private static final int RECENT_EVENTS = 10;

  private final NodeKnowledge knowledge;
  private final Cosi cosi;
  private final EventNotes notes = new EventNotes();
  private boolean reading;
  private boolean readAgain;

  ConfiguredSession(ManagedChannel channel, NodeKnowledge knowledge) {
    super(channel);
    this.knowledge = knowledge;
    this.cosi = new Cosi(channel, CALL);
  }

  @Override
  void open() {
    VersionResponse version = blocking().version(Empty.getDefaultInstance());
    List<ServiceState> services = services(blocking().serviceList(Empty.getDefaultInstance()));
    Optional<MachineStatusSpec> status = cosi.get(Resources.MACHINE_STATUS, "machine");
    knowledge.answers(
        Reach.OURS,
        Optional.empty(),
        version.getMessagesList().stream().findFirst().map(each -> each.getVersion().getTag()),
        status.map(Resources::status).orElse(NodeKnowledge.Status.UNKNOWN),
        services,
        "");
    cosi.watch(
        Resources.MACHINE_STATUS,
        "machine",
        LONGEST_WATCH,
        each -> knowledge.status(Resources.status(each)),
        this::end);
    MachineServiceGrpc.newStub(channel())
        .withDeadlineAfter(LONGEST_WATCH.toMinutes(), TimeUnit.MINUTES)
        .events(EventsRequest.newBuilder().setTailEvents(RECENT_EVENTS).build(), new Events());
  }

  @Override
  void beat() {
    knowledge.services(services(blocking().serviceList(Empty.getDefaultInstance())));
  }

  private MachineServiceGrpc.MachineServiceBlockingStub blocking() {
    return MachineServiceGrpc.newBlockingStub(channel())
        .withDeadlineAfter(CALL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private final class Events implements StreamObserver<Event> {
    @Override
    public void onNext(Event event) {
      notes.read(event).ifPresent(knowledge::note);
      if (EventNotes.isAboutService(event)) {
        readServices();
      }
    }

    @Override
    public void onError(Throwable error) {
      end(Status.fromThrowable(error));
    }

    @Override
    public void onCompleted() {
      end(Status.OK);
    }
  }

  /** One reading at a time; what changes meanwhile asks for another. */
  private void readServices() {
    synchronized (this) {
      if (reading) {
        readAgain = true;
        return;
      }
      reading = true;
    }
    MachineServiceGrpc.newStub(channel())
        .withDeadlineAfter(CALL.toMillis(), TimeUnit.MILLISECONDS)
        .serviceList(Empty.getDefaultInstance(), new Services());
  }

  private final class Services implements StreamObserver<ServiceListResponse> {
    @Override
    public void onNext(ServiceListResponse response) {
      knowledge.services(services(response));
    }

    /** The next event or heartbeat asks again. */
    @Override
    public void onError(Throwable error) {
      done();
    }

    @Override
    public void onCompleted() {
      done();
    }

    private void done() {
      boolean again;
      synchronized (ConfiguredSession.this) {
        again = readAgain;
        readAgain = false;
        reading = false;
      }
      if (again) {
        readServices();
      }
    }
  }

  static List<ServiceState> services(ServiceListResponse response) {
    return response.getMessagesList().stream()
        .flatMap(node -> node.getServicesList().stream())
        .map(ConfiguredSession::service)
        .toList();
  }

  private static ServiceState service(ServiceInfo info) {
    var events = info.getEvents().getEventsList();
    String last = events.isEmpty() ? "" : events.getLast().getMsg();
    String unhealthy = info.getHealth().getLastMessage();
    boolean known = info.hasHealth() && !info.getHealth().getUnknown();
    return new ServiceState(
        info.getId(),
        info.getState(),
        known ? Optional.of(info.getHealth().getHealthy()) : Optional.empty(),
        known && !info.getHealth().getHealthy() && !unhealthy.isEmpty() ? unhealthy : last);
  }
}
