package dev.blackstart.rehearsal.node;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Answers a unary call within a turn of the machine that still lives the life it was asked in. */
final class Answer {
  private Answer() {}

  static <T> void to(StreamObserver<T> caller, Boot boot, Supplier<T> reply) {
    T answer;
    try {
      answer = boot.machinery().turn().take(reply);
    } catch (StatusRuntimeException e) {
      caller.onError(e);
      return;
    }
    caller.onNext(answer);
    caller.onCompleted();
  }

  static StatusRuntimeException refused(Status status, String text) {
    return status.withDescription(text).asRuntimeException();
  }
}
