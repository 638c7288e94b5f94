package dev.blackstart.rehearsal.actor.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A body that never ends: one JSON document a line, handed on as each is whole. */
final class JsonLines implements HttpResponse.BodySubscriber<Void> {
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Consumer<JsonNode> lines;
  private byte[] pending = new byte[8192];
  private int length;
  private Flow.Subscription subscription;

  JsonLines(Consumer<JsonNode> lines) {
    this.lines = lines;
  }

  @Override
  public CompletionStage<Void> getBody() {
    return end;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        take(buffer);
      }
      subscription.request(1);
    } catch (IOException | RuntimeException e) {
      subscription.cancel();
      end.completeExceptionally(e);
    }
  }

  private void take(ByteBuffer buffer) throws IOException {
    int from = length;
    int more = buffer.remaining();
    if (pending.length < length + more) {
      pending = java.util.Arrays.copyOf(pending, Math.max(2 * pending.length, length + more));
    }
    buffer.get(pending, length, more);
    length += more;
    int start = 0;
    for (int index = from; index < length; index++) {
      if (pending[index] == '\n') {
        if (index > start) {
          lines.accept(Json.parse(pending, start, index - start));
        }
        start = index + 1;
      }
    }
    System.arraycopy(pending, start, pending, 0, length - start);
    length -= start;
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
