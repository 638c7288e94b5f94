package dev.blackstart.talos;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Locale;

/** What gRPC's status codes mean when a Talos node gives them. */
final class Refusals {
  private Refusals() {}

  static Failure.Kind kind(Status status) {
    return switch (status.getCode()) {
      // Nobody there, or gone in the middle: apid restarts, the node reboots.
      case UNAVAILABLE -> Failure.Kind.UNREACHABLE;
      // The node is too busy or the network swallows packets; asking again may help.
      case DEADLINE_EXCEEDED -> Failure.Kind.UNREACHABLE;
      // We gave up, or the node shut the stream down.
      case CANCELLED, ABORTED -> Failure.Kind.UNREACHABLE;
      // An error without a code; a torn connection behind a proxying node looks like this, too.
      case UNKNOWN -> isTorn(status) ? Failure.Kind.UNREACHABLE : Failure.Kind.REFUSED;
      // A config or argument the node does not take.
      case INVALID_ARGUMENT, OUT_OF_RANGE -> Failure.Kind.REFUSED;
      // Not now: CRI not up, time not in sync, another apply in progress.
      case FAILED_PRECONDITION -> Failure.Kind.REFUSED;
      // Done before: etcd data is there.
      case ALREADY_EXISTS -> Failure.Kind.REFUSED;
      // Our certificate's role does not allow it, or maintenance mode does not offer it.
      case PERMISSION_DENIED, UNAUTHENTICATED, UNIMPLEMENTED -> Failure.Kind.REFUSED;
      case NOT_FOUND, RESOURCE_EXHAUSTED, DATA_LOSS, INTERNAL -> Failure.Kind.REFUSED;
      case OK -> Failure.Kind.BUG;
    };
  }

  /** Whether a bootstrap that ended like this should simply be asked for again. */
  static boolean bootstrapLater(Status status) {
    return switch (status.getCode()) {
      // A worker will never do; everything else of the kind passes: CRI not up, time not in sync.
      case FAILED_PRECONDITION -> !description(status).contains("control plane node");
      case DEADLINE_EXCEEDED, UNAVAILABLE, CANCELLED, ABORTED -> true;
      case UNKNOWN -> isTorn(status);
      case INVALID_ARGUMENT,
          OUT_OF_RANGE,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          UNAUTHENTICATED,
          UNIMPLEMENTED,
          NOT_FOUND,
          RESOURCE_EXHAUSTED,
          DATA_LOSS,
          INTERNAL,
          OK ->
          false;
    };
  }

  /** The failure of a call, in the node's own words. */
  static Failure failure(Node node, String asked, StatusRuntimeException refused) {
    Failure.Kind kind = kind(refused.getStatus());
    String remedy =
        kind == Failure.Kind.UNREACHABLE
            ? "check that the machine is up and that " + node.address() + ":50000 can be reached"
            : isRole(refused.getStatus())
                ? "the credentials lack the role for it: os:reader looks, os:admin does the rest"
                : "see what the node says: talosctl -n " + node.address() + " dmesg";
    return failure(kind, node, asked, remedy, refused);
  }

  /** The failure of a call that is made to a machine without a config. */
  static Failure inMaintenance(Node node, String asked, StatusRuntimeException refused) {
    return failure(
        kind(refused.getStatus()),
        node,
        "is in maintenance mode and " + asked,
        "it tells its disks (blackstart node "
            + node.name()
            + " disks), the rest once it is configured",
        refused);
  }

  private static Failure failure(
      Failure.Kind kind, Node node, String asked, String remedy, StatusRuntimeException refused) {
    return new Failure(
        kind,
        node.name() + " (" + node.address() + ") " + asked + ": " + words(refused.getStatus()),
        remedy,
        refused);
  }

  private static boolean isRole(Status status) {
    return status.getCode() == Status.Code.PERMISSION_DENIED
        && description(status).equals("not authorized");
  }

  /** The text of a status, on one line. */
  static String words(Status status) {
    String text = description(status);
    return text.isEmpty()
        ? status.getCode().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        : text.replaceAll("\\s*\n\\s*", " ").strip();
  }

  private static String description(Status status) {
    return status.getDescription() == null ? "" : status.getDescription();
  }

  private static boolean isTorn(Status status) {
    String text = description(status);
    return text.contains("error reading from server: EOF") || text.contains("connection refused");
  }
}
