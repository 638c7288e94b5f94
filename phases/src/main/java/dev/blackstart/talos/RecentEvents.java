package dev.blackstart.talos;

import dev.talos.api.machine.Event;
import dev.talos.api.machine.EventsRequest;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The past of a stream that goes on for ever: nothing in it says where the past ends, so it has
 * ended when all that was asked for has come, or nothing comes for a moment. No more is asked for
 * than is kept.
 */
final class RecentEvents implements ClientResponseObserver<EventsRequest, Event> {
  private static final Duration QUIET = Duration.ofMillis(400);

  private final int most;
  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
  private ClientCallStreamObserver<EventsRequest> call;

  /**
   * @param newest how many at most, the first one that only greets not counted
   */
  RecentEvents(int newest) {
    this.most = newest + 1;
  }

  /**
   * What came, the greeting too.
   *
   * @param atMost wall time
   * @throws io.grpc.StatusRuntimeException when nothing came but a refusal
   */
  List<Event> await(Duration atMost) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    try {
      Object next = told.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
      while (next instanceof Event event) {
        events.add(event);
        next = events.size() < most ? told.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS) : null;
      }
      if (events.isEmpty()) {
        Status why = next instanceof Status status ? status : Status.DEADLINE_EXCEEDED;
        throw why.asRuntimeException();
      }
      return events;
    } finally {
      call.cancel("the past is known", null);
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<EventsRequest> started) {
    call = started;
    started.disableAutoRequestWithInitial(most);
  }

  @Override
  public void onNext(Event event) {
    told.add(event);
  }

  @Override
  public void onError(Throwable error) {
    told.add(Status.fromThrowable(error));
  }

  @Override
  public void onCompleted() {
    told.add(Status.UNAVAILABLE.withDescription("the node ended the stream"));
  }
}
