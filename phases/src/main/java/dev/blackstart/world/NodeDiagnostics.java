package dev.blackstart.world;

import dev.blackstart.cluster.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a node tells of itself, through the Talos API. Reads only. Every call has a wall deadline
 * except a log that is followed.
 */
public interface NodeDiagnostics extends AutoCloseable {
  /**
   * The services of the node (Talos {@code ServiceList}).
   *
   * @throws Failure UNREACHABLE, REFUSED with the node's own words (maintenance mode)
   */
  List<Service> services(Node node);

  /**
   * @param state as Talos says it, such as {@code Running}
   * @param healthy absent when Talos does not know
   * @param message of the last health check, or empty
   * @param history oldest first
   */
  record Service(
      String id, String state, Optional<Boolean> healthy, String message, List<Change> history) {}

  /** A change of a service's state. */
  record Change(Instant at, String state, String message) {}

  /**
   * The newest runtime events (Talos {@code Events}), oldest first.
   *
   * @param newest how many at most
   * @throws Failure UNREACHABLE, REFUSED
   */
  List<NodeEvent> events(Node node, int newest);

  /**
   * @param kind such as {@code PhaseEvent}
   */
  record NodeEvent(Instant at, String kind, String text) {}

  /**
   * The machine config the node runs, as YAML with every secret masked.
   *
   * @throws Failure UNREACHABLE, REFUSED
   */
  String machineConfig(Node node);

  /**
   * The log of a service; returns when there are no more lines, and when it is followed, only when
   * the node ends it.
   *
   * @param newest how many lines of the past; -1 for all
   * @param follow whether to stay and tell what comes
   * @param lines told of each line, in order
   * @throws Failure UNREACHABLE, REFUSED
   * @throws InterruptedException when nobody wants it any more
   */
  void log(Node node, String service, int newest, boolean follow, Consumer<String> lines)
      throws InterruptedException;

  /** What the kernel said; as {@link #log}. */
  void kernelLog(Node node, boolean follow, Consumer<String> lines) throws InterruptedException;

  @Override
  void close();
}
