package dev.blackstart.talos;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.blackstart.world.NodeDiagnostics.NodeEvent;
import dev.talos.api.common.Error;
import dev.talos.api.machine.AddressEvent;
import dev.talos.api.machine.ConfigLoadErrorEvent;
import dev.talos.api.machine.ConfigValidationErrorEvent;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.MachineStatusEvent;
import dev.talos.api.machine.PhaseEvent;
import dev.talos.api.machine.RestartEvent;
import dev.talos.api.machine.SequenceEvent;
import dev.talos.api.machine.ServiceStateEvent;
import dev.talos.api.machine.TaskEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything a node's event says, on one line. */
final class EventReports {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";

  private EventReports() {}

  /** Empty for the first event of a stream, which only says that the stream stands. */
  static Optional<NodeEvent> of(Event event) {
    Any data = event.getData();
    if (data.getTypeUrl().isEmpty()) {
      return Optional.empty();
    }
    String kind = data.getTypeUrl().substring(data.getTypeUrl().lastIndexOf('.') + 1);
    return Optional.of(
        new NodeEvent(
            at(event.getId()),
            LineCutter.cut(kind),
            LineCutter.cut(text(kind, data)),
            LineCutter.cut(event.getActorId()),
            kind.equals("SequenceEvent") && isError(data)));
  }

  private static String text(String kind, Any data) {
    try {
      return switch (kind) {
        case "SequenceEvent" -> sequence(SequenceEvent.parseFrom(data.getValue()));
        case "PhaseEvent" -> {
          PhaseEvent phase = PhaseEvent.parseFrom(data.getValue());
          yield phase.getPhase() + " " + word(phase.getAction());
        }
        case "TaskEvent" -> {
          TaskEvent task = TaskEvent.parseFrom(data.getValue());
          yield task.getTask() + " " + word(task.getAction());
        }
        case "ServiceStateEvent" -> {
          ServiceStateEvent service = ServiceStateEvent.parseFrom(data.getValue());
          yield service.getService()
              + " "
              + word(service.getAction())
              + ": "
              + service.getMessage();
        }
        case "MachineStatusEvent" -> status(MachineStatusEvent.parseFrom(data.getValue()));
        case "AddressEvent" -> {
          AddressEvent address = AddressEvent.parseFrom(data.getValue());
          yield address.getHostname() + " " + String.join(", ", address.getAddressesList());
        }
        case "RestartEvent" ->
            "restarts, command 0x"
                + Long.toHexString(RestartEvent.parseFrom(data.getValue()).getCmd());
        case "ConfigLoadErrorEvent" -> ConfigLoadErrorEvent.parseFrom(data.getValue()).getError();
        case "ConfigValidationErrorEvent" ->
            ConfigValidationErrorEvent.parseFrom(data.getValue()).getError();
        default -> "of a kind Talos 1.12 does not have";
      };
    } catch (InvalidProtocolBufferException unreadable) {
      return "cannot be read";
    }
  }

  private static String sequence(SequenceEvent event) {
    Error error = event.getError();
    return event.hasError()
        ? event.getSequence() + " " + word(error.getCode()) + ": " + error.getMessage()
        : event.getSequence() + " " + word(event.getAction());
  }

  private static boolean isError(Any data) {
    try {
      return SequenceEvent.parseFrom(data.getValue()).hasError();
    } catch (InvalidProtocolBufferException unreadable) {
      return false;
    }
  }

  private static String status(MachineStatusEvent event) {
    String unmet =
        event.getStatus().getUnmetConditionsList().stream()
            .map(condition -> condition.getName() + ": " + condition.getReason())
            .collect(Collectors.joining("; "));
    return word(event.getStage())
        + (event.getStatus().getReady() ? ", ready" : ", not ready")
        + (unmet.isEmpty() ? "" : ": " + unmet);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** An id begins with the second it was made in: 32 bits, five a letter, highest first. */
  static Optional<Instant> at(String id) {
    if (id.length() != 20) {
      return Optional.empty();
    }
    long bits = 0;
    for (int i = 0; i < 7; i++) {
      int digit = DIGITS.indexOf(id.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      bits = bits << 5 | digit;
    }
    return Optional.of(Instant.ofEpochSecond(bits >> 3));
  }
}
