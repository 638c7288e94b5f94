package dev.blackstart.rehearsal.node;

import com.google.protobuf.Empty;
import dev.talos.api.time.Time;
import dev.talos.api.time.TimeRequest;
import dev.talos.api.time.TimeResponse;
import dev.talos.api.time.TimeServiceGrpc;
import io.grpc.stub.StreamObserver;

/** {@code time.TimeService}: machine time, which is the time certificates go by. */
final class TimeApi extends TimeServiceGrpc.TimeServiceImplBase {
  private final Boot boot;

  TimeApi(Boot boot) {
    this.boot = boot;
  }

  @Override
  public void time(Empty request, StreamObserver<TimeResponse> caller) {
    Answer.to(caller, boot, () -> reply("time.cloudflare.com"));
  }

  @Override
  public void timeCheck(TimeRequest request, StreamObserver<TimeResponse> caller) {
    Answer.to(caller, boot, () -> reply(request.getServer()));
  }

  private TimeResponse reply(String server) {
    return TimeResponse.newBuilder()
        .addMessages(
            Time.newBuilder()
                .setServer(server)
                .setLocaltime(boot.timestamp())
                .setRemotetime(boot.timestamp()))
        .build();
  }
}
