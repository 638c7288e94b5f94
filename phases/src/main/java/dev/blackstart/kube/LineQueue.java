package dev.blackstart.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Cuts a stream of bytes into lines that somebody takes with patience of his own. */
final class LineQueue implements AsyncBody.Consumer<List<ByteBuffer>> {
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  @Override
  public void consume(List<ByteBuffer> buffers, AsyncBody body) {
    buffers.forEach(this::take);
    body.consume();
  }

  /** Whole stretches at a time: a watch of a busy cluster brings megabytes. */
  private void take(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    int start = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        open.write(bytes, start, at - start);
        lines.add(open.toByteArray());
        open.reset();
        start = at + 1;
      }
    }
    open.write(bytes, start, bytes.length - start);
  }

  /** Tells the taker that nothing follows. */
  void end() {
    lines.add(END);
  }

  /** A line, or how it came that there is none. */
  record Taken(Optional<byte[]> line, boolean ended) {}

  Taken take(Duration patience) throws InterruptedException {
    byte[] line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return new Taken(
        Optional.ofNullable(line).filter(taken -> taken.length > 0), line != null && line == END);
  }
}
