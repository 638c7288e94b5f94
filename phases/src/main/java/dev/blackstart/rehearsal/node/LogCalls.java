package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.common.Data;
import dev.talos.api.machine.DmesgRequest;
import dev.talos.api.machine.LogsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Logs of services, the kernel and containers. */
final class LogCalls {
  private LogCalls() {}

  static void logs(Boot boot, LogsRequest request, Feed<Data> reader) {
    boolean ofService =
        request.getNamespace().equals("system") || request.getId().equals("kubelet");
    if (!ofService) {
      try {
        boot.machinery()
            .turn()
            .take(
                () -> {
                  new ContainerCalls(boot).logs(request, reader);
                  return true;
                });
      } catch (StatusRuntimeException e) {
        reader.fail(e.getStatus());
      }
      return;
    }
    if (!boot.logIds().contains(request.getId())) {
      reader.fail(
          Status.UNKNOWN.withDescription("log \"" + request.getId() + "\" was not registered"));
      return;
    }
    boot.logOf(request.getId()).read(request.getTailLines(), request.getFollow(), reader);
  }

  static void dmesg(Boot boot, DmesgRequest request, Feed<Data> reader) {
    boot.logOf("kernel").readByLine(request.getTail(), request.getFollow(), reader);
  }
}
