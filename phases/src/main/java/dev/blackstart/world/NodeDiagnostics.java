package dev.blackstart.world;

import dev.blackstart.cluster.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a node tells of itself, through the Talos API. Reads only. Every call has a wall deadline
 * except what is followed. What a node says may be of any length: lines and texts are cut.
 */
public interface NodeDiagnostics extends AutoCloseable {
  /**
   * The services of the node (Talos {@code ServiceList}), by id.
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
      String id, String state, Optional<Boolean> healthy, String message, List<Change> history) {
    /** When it came into the state it is in; absent when its history does not reach that far. */
    public Optional<Instant> since() {
      Optional<Instant> since = Optional.empty();
      for (Change change : history.reversed()) {
        if (!change.state().equals(state)) {
          return since;
        }
        since = Optional.of(change.at());
      }
      return since;
    }

    /** What it said last; of an unhealthy one, what its health check said. */
    public String lastMessage() {
      boolean unhealthy = healthy.isPresent() && !healthy.get() && !message.isEmpty();
      return unhealthy || history.isEmpty() ? message : history.getLast().message();
    }
  }

  /** A change of a service's state. */
  record Change(Instant at, String state, String message) {}

  /**
   * The newest runtime events (Talos {@code Events}), oldest first.
   *
   * @param newest how many at most, at least 1
   * @throws Failure UNREACHABLE, REFUSED
   */
  List<NodeEvent> events(Node node, int newest) throws InterruptedException;

  /**
   * The newest runtime events and every one that comes; returns only when the node ends it.
   *
   * @param newest how many of the past; 0 for none
   * @throws Failure UNREACHABLE, REFUSED
   * @throws InterruptedException when nobody wants it any more
   */
  void followEvents(Node node, int newest, Consumer<NodeEvent> events) throws InterruptedException;

  /**
   * @param at to the second; absent when its id does not tell
   * @param kind such as {@code PhaseEvent}
   * @param actor id of the call that caused it, as {@link NodeOperations#reboot} tells it; or empty
   * @param error whether it says that a sequence failed or was refused
   */
  record NodeEvent(Optional<Instant> at, String kind, String text, String actor, boolean error) {}

  /**
   * The machine config the node runs, as YAML with every secret masked.
   *
   * @throws Failure UNREACHABLE, REFUSED
   */
  String machineConfig(Node node);

  /**
   * The disks of the machine, in maintenance or configured, by path.
   *
   * @throws Failure UNREACHABLE, REFUSED
   */
  List<NodeDisk> disks(Node node);

  /**
   * @param system whether Talos is installed on it
   */
  record NodeDisk(Machines.Disk disk, boolean system) {}

  /**
   * Ids of the logs there are (Talos {@code LogsContainers}).
   *
   * @throws Failure UNREACHABLE, REFUSED
   */
  List<String> logs(Node node);

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

  /** What the kernel said since the node came up, as {@link #log}; the API has no shorter past. */
  void kernelLog(Node node, boolean follow, Consumer<String> lines) throws InterruptedException;

  @Override
  void close();
}
