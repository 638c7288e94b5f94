package dev.blackstart.talos;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.talos.api.machine.ConfigLoadErrorEvent;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.PhaseEvent;
import dev.talos.api.machine.SequenceEvent;
import dev.talos.api.machine.ServiceStateEvent;
import dev.talos.api.machine.TaskEvent;
import java.util.Optional;

/** What a node's events say of its progress, in a few words. */
final class EventNotes {
  private String sequence = "";
  private String phase = "";

  /**
   * The note an event makes. The types are told by the end of their URL, which is not Google's:
   * {@code talos/runtime/machine.PhaseEvent}; unknown ones, addresses and restarts make none.
   */
  Optional<String> read(Event event) {
    Any data = event.getData();
    String type = data.getTypeUrl().substring(data.getTypeUrl().lastIndexOf('/') + 1);
    try {
      return switch (type) {
        case "machine.SequenceEvent" -> sequence(SequenceEvent.parseFrom(data.getValue()));
        case "machine.PhaseEvent" -> phase(PhaseEvent.parseFrom(data.getValue()));
        case "machine.TaskEvent" -> task(TaskEvent.parseFrom(data.getValue()));
        case "machine.ServiceStateEvent" -> service(ServiceStateEvent.parseFrom(data.getValue()));
        case "machine.ConfigLoadErrorEvent" ->
            Optional.of("config: " + ConfigLoadErrorEvent.parseFrom(data.getValue()).getError());
        default -> Optional.empty();
      };
    } catch (InvalidProtocolBufferException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether an event is about a service, whose state should be read anew. */
  static boolean isAboutService(Event event) {
    return event.getData().getTypeUrl().endsWith("machine.ServiceStateEvent");
  }

  private Optional<String> sequence(SequenceEvent event) {
    sequence = event.getSequence();
    phase = "";
    return switch (event.getAction()) {
      case START -> Optional.of(sequence + " sequence");
      case STOP -> Optional.of(sequence + " sequence done");
      case NOOP ->
          event.hasError()
              ? Optional.of(sequence + " sequence: " + event.getError().getMessage())
              : Optional.empty();
      case UNRECOGNIZED -> Optional.empty();
    };
  }

  private Optional<String> phase(PhaseEvent event) {
    phase = event.getPhase();
    return event.getAction() == PhaseEvent.Action.START ? Optional.of(where()) : Optional.empty();
  }

  private Optional<String> task(TaskEvent event) {
    return event.getAction() == TaskEvent.Action.START
        ? Optional.of(where() + " " + event.getTask())
        : Optional.empty();
  }

  private static Optional<String> service(ServiceStateEvent event) {
    return Optional.of(event.getService() + ": " + event.getMessage());
  }

  private String where() {
    return sequence.isEmpty() ? phase : sequence + "/" + phase;
  }
}
