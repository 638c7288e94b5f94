package dev.blackstart.jhelm.remote;

import dev.blackstart.world.TimeSource;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** A response's body, taken as long as it is not too large; counts what has come. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final long largest;
  private final long total;
  private final AtomicLong received;
  private final TimeSource.Work work;
  private Flow.Subscription subscription;

  /**
   * @param total bytes there are; 0 when nobody says
   * @param received counted up as bytes come
   */
  BoundedBody(long largest, long total, AtomicLong received, TimeSource.Work work) {
    this.largest = largest;
    this.total = total;
    this.received = received;
    this.work = work;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (total > largest) {
      refuse();
    } else {
      given.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> chunks) {
    for (ByteBuffer chunk : chunks) {
      byte[] bytes = new byte[chunk.remaining()];
      chunk.get(bytes);
      taken.writeBytes(bytes);
      received.addAndGet(bytes.length);
    }
    work.reached(taken.size(), total);
    if (taken.size() > largest) {
      refuse();
    }
  }

  private void refuse() {
    subscription.cancel();
    whole.completeExceptionally(new TooLargeException());
  }

  @Override
  public void onError(Throwable broken) {
    whole.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    whole.complete(taken.toByteArray());
  }

  /** More came than is taken. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
