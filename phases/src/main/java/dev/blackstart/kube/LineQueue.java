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
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          lines.add(open.toByteArray());
          open.reset();
        } else {
          open.write(next);
        }
      }
    }
    body.consume();
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
