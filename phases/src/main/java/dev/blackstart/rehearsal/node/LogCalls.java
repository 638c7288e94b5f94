package dev.blackstart.rehearsal.node;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.common.ContainerDriver;
import dev.talos.api.common.Data;
import dev.talos.api.machine.DmesgRequest;
import dev.talos.api.machine.LogsRequest;
import io.grpc.Status;
import java.util.Map;
import java.util.Optional;

/** Logs and the few files clients read. */
final class LogCalls {
  private static final int CHUNK = 1024;

  private LogCalls() {}

  static void logs(Boot boot, LogsRequest request, Feed<Data> reader) {
    if (request.getDriver() == ContainerDriver.CRI || !boot.logIds().contains(request.getId())) {
      reader.fail(
          Status.UNKNOWN.withDescription("log \"" + request.getId() + "\" was not registered"));
      return;
    }
    boot.logOf(request.getId()).read(request.getTailLines(), request.getFollow(), reader);
  }

  static void dmesg(Boot boot, DmesgRequest request, Feed<Data> reader) {
    boot.logOf("kernel").readByLine(request.getTail(), request.getFollow(), reader);
  }

  static void read(Boot boot, String path, Feed<Data> reader) {
    Optional<String> text =
        boot.machinery().turn().take(() -> Optional.ofNullable(files(boot).get(path)));
    if (text.isEmpty()) {
      reader.fail(Status.NOT_FOUND.withDescription("stat " + path + ": no such file or directory"));
      return;
    }
    ByteString bytes = ByteString.copyFromUtf8(text.get());
    for (int at = 0; at < bytes.size(); at += CHUNK) {
      reader.send(
          Data.newBuilder()
              .setBytes(bytes.substring(at, Math.min(bytes.size(), at + CHUNK)))
              .build());
    }
    reader.end();
  }

  private static Map<String, String> files(Boot boot) {
    String version = boot.node().media().version;
    return Map.of(
        "/proc/sys/kernel/random/boot_id",
        boot.id() + "\n",
        "/proc/version",
        "Linux version 6.12.57-talos\n",
        "/etc/hostname",
        boot.hostname() + "\n",
        "/etc/os-release",
        "NAME=\"Talos\"\nID=talos\nVERSION_ID="
            + version
            + "\nPRETTY_NAME=\"Talos ("
            + version
            + ")\"\n");
  }
}
