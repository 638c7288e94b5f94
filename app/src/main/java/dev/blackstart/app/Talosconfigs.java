package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.files.PrivateFile;
import dev.blackstart.machineconfig.TalosAccess;
import dev.blackstart.rehearsal.control.Loopback;
import dev.blackstart.world.Failure;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Talosconfigs with an admin's credentials from the cluster's own CA; they hold a private key. */
final class Talosconfigs {
  private static final int API_PORT = 50000;

  private Talosconfigs() {}

  /** One that reaches the live nodes. */
  static String live(ClusterSpec spec, World world) {
    return text(spec, world, spec.controlPlanes().stream().map(Node::address).toList());
  }

  /** One that reaches a standing rehearsal's nodes. */
  static String rehearsal(ClusterSpec spec, World world, Loopback loopback) {
    List<String> endpoints =
        spec.controlPlanes().stream()
            .map(node -> loopback.at(node.address(), API_PORT))
            .map(
                place ->
                    place.getHostString()
                        + (place.getPort() == API_PORT ? "" : ":" + place.getPort()))
            .toList();
    return text(spec, world, endpoints);
  }

  /** Writes {@link #rehearsal} into a file of its own. */
  static void write(ClusterSpec spec, World world, Loopback loopback, Path file) {
    try {
      PrivateFile.write(file, rehearsal(spec, world, loopback));
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "cannot write " + file + ": " + e.getMessage(),
          "check the state folder",
          e);
    }
  }

  private static String text(ClusterSpec spec, World world, List<String> endpoints) {
    return TalosAccess.talosconfig(
        spec.name(), endpoints, List.of(), world.manifests().talosCredentials());
  }
}
