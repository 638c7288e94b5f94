package dev.blackstart.kube;

import dev.blackstart.world.Inside.Ran;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One command's channels ({@code v4.channel.k8s.io}): stdout, stderr, and a Status at the end. What
 * is longer than wanted is read and forgotten.
 */
final class ExecListener implements WebSocket.Listener {
  static final String PROTOCOL = "v4.channel.k8s.io";
  private static final int OUT = 1;
  private static final int ERR = 2;
  private static final int STATUS = 3;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ByteArrayOutputStream status = new ByteArrayOutputStream();
  private final CompletableFuture<Ran> ran = new CompletableFuture<>();

  CompletableFuture<Ran> ran() {
    return ran;
  }

  @Override
  public void onMessage(WebSocket socket, ByteBuffer bytes) {
    if (bytes.hasRemaining()) {
      int channel = bytes.get();
      byte[] part = new byte[bytes.remaining()];
      bytes.get(part);
      switch (channel) {
        case OUT -> keep(out, part);
        case ERR -> keep(err, part);
        case STATUS -> keep(status, part);
        default -> {} // ours, or of a later protocol
      }
    }
    socket.request();
  }

  private static void keep(ByteArrayOutputStream stream, byte[] part) {
    stream.write(part, 0, Math.min(part.length, PodCalls.LONGEST - stream.size()));
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    socket.request();
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason) {
    socket.sendClose(code, reason);
    end();
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    if (status.size() > 0) {
      end();
    } else {
      ran.completeExceptionally(new IOException(KubeFailures.reason(error), error));
    }
  }

  private void end() {
    Map<String, Object> said = Json.readLeniently(status.toByteArray());
    boolean well = "Success".equals(said.get("status"));
    Optional<Integer> code = well ? Optional.of(0) : exitCode(said);
    ran.complete(
        code.map(known -> new Ran(Optional.empty(), known, text(out), text(err)))
            .orElseGet(
                () ->
                    Ran.unasked(
                        said.get("message") instanceof String message
                            ? message.strip().lines().findFirst().orElse("")
                            : "the connection ended before the command did")));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private static Optional<Integer> exitCode(Map<String, Object> said) {
    if (said.get("details") instanceof Map<?, ?> details
        && details.get("causes") instanceof List<?> causes) {
      for (Object cause : causes) {
        if (cause instanceof Map<?, ?> one
            && "ExitCode".equals(one.get("reason"))
            && String.valueOf(one.get("message")).matches("\\d{1,3}")) {
          return Optional.of(Integer.parseInt(String.valueOf(one.get("message"))));
        }
      }
    }
    return Optional.empty();
  }
}
