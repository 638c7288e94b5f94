package dev.blackstart.talos;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.TimeSource;
import dev.talos.api.machine.MachineServiceGrpc;
import dev.talos.api.machine.MachineServiceGrpc.MachineServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Calls that make a node do something: our own work while they last, failures in its words. */
final class NodeCalls {
  private final GrpcMachines machines;

  NodeCalls(GrpcMachines machines) {
    this.machines = machines;
  }

  interface Call<T> {
    T on(ManagedChannel channel);
  }

  interface MachineCall<T> {
    T on(MachineServiceBlockingStub stub);
  }

  /** A call as long as a session with the node lasts at the longest. */
  <T> T ask(Node node, String asked, Duration deadline, MachineCall<T> call) {
    return any(node, asked, channel -> call.on(machine(channel, deadline)));
  }

  <T> T any(Node node, String asked, Call<T> call) {
    ManagedChannel channel = machines.answering(node);
    try (TimeSource.Work work = machines.working("talos " + node.name())) {
      return call.on(channel);
    } catch (StatusRuntimeException refused) {
      throw failure(node, asked, refused);
    }
  }

  /** A call that may take minutes, over a connection of its own. */
  <T> T slow(Node node, String asked, Duration deadline, MachineCall<T> call) {
    return slow(node, asked, channel -> call.on(machine(channel, deadline)));
  }

  <T> T slow(Node node, String asked, Call<T> call) {
    ManagedChannel channel = machines.another(node);
    try (TimeSource.Work work = machines.working("talos " + node.name())) {
      return call.on(channel);
    } catch (StatusRuntimeException refused) {
      throw failure(node, asked, refused);
    } finally {
      channel.shutdownNow();
    }
  }

  /**
   * @throws Failure REFUSED when it has no config yet
   */
  void requireConfigured(Node node, String asked) {
    if (machines.report(node).reach() == Reach.MAINTENANCE) {
      throw new Failure(
          Failure.Kind.REFUSED,
          node.name() + " (" + node.address() + ") is in maintenance mode: " + asked,
          "a run gives it its first config: blackstart bootstrap, or resume");
    }
  }

  Failure failure(Node node, String asked, StatusRuntimeException refused) {
    return machines.report(node).reach() == Reach.MAINTENANCE
        ? Refusals.inMaintenance(node, asked, refused)
        : Refusals.failure(node, asked, refused);
  }

  static MachineServiceBlockingStub machine(ManagedChannel channel, Duration deadline) {
    return MachineServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }
}
